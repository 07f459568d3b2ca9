import { expect, test } from 'playwright/test';
import * as z from 'zod/mini';
import { healthSchema } from '@/lib/protocol/health';
import { catalogSchema } from '@/lib/protocol/model';
import { HOUSE_KEY } from '../support/app';
import { markedPrompt } from '../support/marked-prompt';
import { ask } from '../support/run-requests';
import { send } from '../support/send';
import { requestsWith } from '../support/stand-in';

test.describe('what the server tells about itself', () => {
  test('the models are a catalog that begins with the demo models', async () => {
    const { status, headers, text } = await send({ path: '/api/models' });
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('application/json');
    const { source, models } = z.strictObject(catalogSchema.shape).parse(JSON.parse(text));
    expect(source.kind).toBe('live');
    expect(models.slice(0, 6).map(({ id, demo }) => [id, demo])).toEqual(
      ['quick', 'steady', 'thinker', 'slow-start', 'long', 'flaky'].map((name) => [`demo/${name}`, true]),
    );
    expect(models.find(({ id }) => id === 'anthropic/claude-sonnet-4.5')).toMatchObject({
      name: expect.stringContaining('Claude Sonnet 4.5'),
      vendor: 'Anthropic',
      context: 1_000_000,
      usdPerMillion: { input: 3, output: 15 },
      created: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      demo: false,
    });
  });

  test('it says that it is alive, and no more', async () => {
    const { status, headers, text } = await send({ path: '/api/health' });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(JSON.parse(text)).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });

  test('asked more deeply, it says whether what it needs is there, and no secret', async () => {
    const { status, headers, text } = await send({ path: '/api/health?deep=1' });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(z.strictObject(healthSchema.shape).parse(JSON.parse(text))).toMatchObject({
      ready: true,
      commit: null,
      rows: [
        { id: 'database', text: expect.stringMatching(/^SQLite takes a write in \d+ ms and answers in \d+ ms\.$/) },
        { id: 'schema', state: 'ok' },
        { id: 'key', state: 'ok', text: 'OpenRouter accepts the house key.', remedy: null },
        { id: 'catalog', state: 'ok', text: expect.stringMatching(/^\d+ models, read \d+ min ago\.$/), remedy: null },
        { id: 'secret', state: 'ok' },
        { id: 'budgets', state: 'ok' },
        { id: 'lane', state: 'ok' },
        { id: 'address', state: 'ok' },
      ],
    });
  });

  test('says of each request whether links lead to where it was sent', async () => {
    for (const [host, state] of [
      ['127.0.0.1:3000', 'ok'],
      ['abreast.example', 'works-but'],
    ]) {
      const headers = { host: '127.0.0.1:3000', 'x-forwarded-host': host ?? '' };
      const { rows } = JSON.parse((await send({ path: '/api/health?deep=1', headers })).text);
      expect([host, rows.find(({ id }: { id: string }) => id === 'address').state]).toEqual([host, state]);
    }
  });

  test('a stream of eight small pieces shows whether they come one by one', async () => {
    const { status, headers, text } = await send({ path: '/api/health/stream' });
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/event-stream');
    expect(headers['x-accel-buffering']).toBe('no');
    expect(text.match(/^data: \d$/gm)).toEqual(Array.from({ length: 8 }, (_, index) => `data: ${index + 1}`));
  });

  for (const query of ['deep=0', 'deep=', 'deep', 'deep=true', 'deep=01', 'deep=1&deep=1', 'deep=1&deep=0']) {
    test(`it asks nobody for ?${query}, which names the field that is wrong`, async () => {
      const { status, text } = await send({ path: `/api/health?${query}` });
      expect([status, JSON.parse(text)]).toEqual([
        400,
        expect.objectContaining({ code: 'invalid', errors: [{ path: 'deep', message: 'must be 1, or absent' }] }),
      ]);
    });
  }

  test('the house key goes to the provider and into no response', async () => {
    const prompt = markedPrompt();
    const reading = await (await ask({ prompt, models: ['test/words-3', 'test/status-401'] })).toEnd();
    const { comparison, run } = await reading.until('run');
    for (const { headers } of await requestsWith(prompt)) expect(headers.authorization).toBe(`Bearer ${HOUSE_KEY}`);
    // `send` and `Reading` themselves fail a test in which a response holds the key.
    for (const path of [
      '/',
      '/api/models',
      '/api/health',
      '/api/health?deep=1',
      `/api/comparisons/${comparison}`,
      `/api/runs/${run}/events`,
    ]) {
      expect((await send({ path })).text).not.toContain(HOUSE_KEY);
    }
  });
});
