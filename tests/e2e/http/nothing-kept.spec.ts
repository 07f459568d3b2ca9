import { expect, test } from 'playwright/test';
import { markedPrompt } from '../support/marked-prompt';
import { startOwnServer } from '../support/own-server';

test('a server without a database answers, says that nothing is kept, and makes no links', async () => {
  const server = await startOwnServer({ VERCEL: '1', DATABASE_URL: '', POSTGRES_URL: '' });
  try {
    const [row] = (await (await server.fetch('/api/health?deep=1')).json()).rows;
    expect(row).toMatchObject({ id: 'database', state: 'works-but', remedy: expect.stringContaining('DATABASE_URL') });
    expect(await (await server.fetch('/api/comparisons')).json()).toMatchObject({ nothingKept: true });
    expect(await (await server.fetch('/')).text()).toContain('This server has no database.');
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ prompt: markedPrompt(), models: ['test/words-3'] });
    const events = await (await server.fetch('/api/compare', { method: 'POST', headers, body })).text();
    expect(events).toContain('"type":"end"');
    const comparison = /"comparison":"([\w-]+)"/.exec(events)?.[1];
    expect((await server.fetch(`/c/${comparison}`)).status).toBe(200);

    const path = `/api/comparisons/${comparison}/share`;
    const shared = await server.fetch(path, { method: 'POST', headers, body: '{}' });
    expect([shared.status, await shared.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'nothing-kept', detail: expect.stringContaining('DATABASE_URL') }),
    ]);
  } finally {
    await server.kill();
  }
});
