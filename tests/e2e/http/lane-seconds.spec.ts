import { expect, test } from 'playwright/test';
import { parseRunEvent } from '@/lib/protocol/frames';
import { markedPrompt } from '../support/marked-prompt';
import { startInVain, startOwnServer } from '../support/own-server';

test('LANE_SECONDS ends a lane whose provider only shows signs of life, and no other', async () => {
  const server = await startOwnServer({ LANE_SECONDS: '1', VERCEL: '1' });
  try {
    const headers = { 'content-type': 'application/json' };
    const models = ['test/queued-3-every-200ms.hangs', 'test/words-3'];
    const body = JSON.stringify({ prompt: markedPrompt(), models });
    const text = await (await server.fetch('/api/compare', { method: 'POST', headers, body })).text();
    const events = [...text.matchAll(/^data: (.+)$/gm)].map(([, json]) => parseRunEvent(json ?? ''));
    expect(events.filter((event) => event?.type === 'queued')).toHaveLength(1);
    expect(events.find((event) => event?.type === 'error')).toMatchObject({
      lane: 'A',
      failure: { code: 'timed-out' },
    });
    expect(events.find((event) => event?.type === 'done')).toMatchObject({ lane: 'B', reason: 'stop' });
  } finally {
    await server.kill();
  }
});

for (const [value, what] of [
  ['0', 'must be at least 1'],
  ['7200', 'must be at most 3600'],
  ['5 min', 'must be a number of seconds'],
] as const) {
  test(`LANE_SECONDS=${value} ends the start with a sentence`, async () => {
    const { status, said } = await startInVain({ LANE_SECONDS: value });
    expect(status).toBe(1);
    expect(said).toContain(`Abreast cannot start. Settings: LANE_SECONDS ${what}.`);
  });
}
