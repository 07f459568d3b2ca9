import { expect, test } from 'vitest';
import { createApp } from '@/lib/service/app';
import { askBody, SESSION } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();

test('a run that has ended writes one line: who answered, how it went, what it took and who paid, and no word of it', async () => {
  const { environment, persistence, sessionSecrets } = newApp();
  const lines: string[] = [];
  const app = createApp({ environment, persistence, sessionSecrets, writeLine: (line) => lines.push(line) });
  const models = ['test/words-3', 'test/status-402', 'demo/quick'];
  const body = { prompt: 'A secret question?', models, system: 'A secret order.' };
  const run = await askBody(app, body, { ...SESSION, key: 'sk-or-v1-secret' });
  run.stop('C');
  await run.settled;
  expect(lines).toHaveLength(1);
  const line = JSON.parse(lines[0] ?? '');
  expect(line).toEqual({
    event: 'run',
    run: run.id,
    kind: 'turn',
    payer: 'visitor',
    together: expect.any(Number),
    lanes: [
      {
        lane: 'A',
        model: 'test/words-3',
        attempt: 1,
        outcome: 'stop',
        cost: expect.any(Number),
        firstWord: expect.any(Number),
        total: expect.any(Number),
      },
      {
        lane: 'B',
        model: 'test/status-402',
        attempt: 1,
        outcome: 'out-of-credit',
        cost: null,
        firstWord: null,
        total: expect.any(Number),
      },
      {
        lane: 'C',
        model: 'demo/quick',
        attempt: 1,
        outcome: 'stopped',
        cost: null,
        firstWord: null,
        total: expect.any(Number),
      },
    ],
  });
  expect(lines.join()).not.toMatch(/secret|w1 w2/);
});

test('a run without a lane of OpenRouter is paid by nobody, whatever key there is', async () => {
  const { environment, persistence, sessionSecrets } = newApp();
  const lines: string[] = [];
  const app = createApp({ environment, persistence, sessionSecrets, writeLine: (line) => lines.push(line) });
  const run = await askBody(app, { prompt: 'Why?', models: ['demo/quick'] }, { ...SESSION, key: 'sk-or-v1-secret' });
  run.stop();
  await run.settled;
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ payer: 'none' });
});
