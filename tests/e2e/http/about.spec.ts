import { expect, test } from 'playwright/test';
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
    const { source, models } = catalogSchema.strict().parse(JSON.parse(text));
    expect(source.kind).toBe('live');
    expect(models.slice(0, 6).map(({ id, demo }) => [id, demo])).toEqual(
      ['quick', 'steady', 'thinker', 'slow-start', 'long', 'flaky'].map((name) => [`demo/${name}`, true]),
    );
    expect(models.find(({ id }) => id === 'anthropic/claude-sonnet-4.5')).toMatchObject({
      name: expect.stringContaining('Claude Sonnet 4.5'),
      vendor: 'Anthropic',
      context: 1_000_000,
      usdPerMillion: { input: 3, output: 15 },
      demo: false,
    });
  });

  test('the health is what it runs on, and no secret', async () => {
    const { status, headers, text } = await send({ path: '/api/health' });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(JSON.parse(text)).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      database: expect.any(String),
      models: { kind: 'live', asOf: expect.stringMatching(/^\d{4}-/), count: expect.any(Number) },
      houseKey: true,
    });
  });

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
      `/api/comparisons/${comparison}`,
      `/api/runs/${run}/events`,
    ]) {
      expect((await send({ path })).text).not.toContain(HOUSE_KEY);
    }
  });
});
