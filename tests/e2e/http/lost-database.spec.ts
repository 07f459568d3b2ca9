import { expect, test } from 'playwright/test';
import { findPostgres } from '@/tests/support/postgres/find-postgres';
import { startPostgres } from '@/tests/support/postgres/start-postgres';
import { framesOf } from '../support/frames';
import { markedPrompt } from '../support/marked-prompt';
import { type OwnServer, startOwnServer } from '../support/own-server';

const programs = findPostgres();

if (programs) {
  test('a Postgres server that goes in mid-run holds no answer up, and has all of it once it is back', async () => {
    test.setTimeout(90_000);
    const database = await startPostgres(programs);
    const server = await startOwnServer({ DATABASE_URL: database.url });
    try {
      const response = await post(server, { prompt: markedPrompt(), models: ['test/words-60-every-50ms'] });
      const utf8 = new TextDecoder();
      let text = '';
      let revive: (() => Promise<void>) | 'done' | null = null;
      for await (const bytes of response.body ?? []) {
        text += utf8.decode(bytes, { stream: true });
        if (revive === null && /w3\b/.test(text)) revive = await database.crash();
        // The answer goes to its end while nothing can be kept of it.
        if (typeof revive === 'function' && text.includes('"type":"end"')) {
          expect(text).toContain(': not saved yet');
          await revive();
          revive = 'done';
        }
      }
      expect(text.trimEnd()).toMatch(/: saved$/);
      const run = /"run":"([\w-]+)"/.exec(text)?.[1];
      const kept = await (await server.fetch(`/api/runs/${run}/events`)).text();
      expect(framesOf(kept)).toEqual(framesOf(text));
    } finally {
      await server.kill();
      await database.stop();
    }
  });
}

function post(server: OwnServer, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return server.fetch('/api/compare', { method: 'POST', headers, body: JSON.stringify(body) });
}
