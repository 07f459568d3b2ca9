import { expect, test } from 'vitest';
import { laneRecordSchema } from '@/lib/protocol/comparison';
import { askBody, retry } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();

test('each attempt has in the database all that says who answers, from a question, a retry and a follow-up', async () => {
  const app = newApp();
  const lanes = [
    { model: 'test/words-3', settings: { temperature: 0.5 }, system: 'Be kind.' },
    { model: 'demo/quick', settings: { maxTokens: 9 } },
  ];
  const first = await askBody(app, { prompt: 'Why?', lanes, system: 'Be brief.' });
  await first.settled;
  const again = await retry(app, first.id, [
    { lane: 'A', model: 'test/words-4' },
    { lane: 'B', settings: { reasoning: 'low' }, system: '' },
  ]);
  await again.settled;
  const next = [{ lane: 'A' }, { lane: 'B', model: 'test/words-5' }, { lane: 'C', model: 'test/words-6' }];
  const followUp = await askBody(app, { comparison: first.comparison, prompt: 'And?', lanes: next });
  await followUp.settled;

  const record = await app.persistence.findComparison(first.comparison);
  const attempts = record?.turns.flatMap(({ runs }) => runs.flatMap((run) => run.lanes)) ?? [];
  const asked = attempts.map(({ lane, attempt, model, settings, system }) => [lane, attempt, model, settings, system]);
  expect(asked).toEqual([
    ['A', 1, 'test/words-3', { temperature: 0.5 }, 'Be kind.'],
    ['B', 1, 'demo/quick', { maxTokens: 9 }, null],
    ['A', 2, 'test/words-4', { temperature: 0.5 }, 'Be kind.'],
    ['B', 2, 'demo/quick', { reasoning: 'low' }, ''],
    ['A', 1, 'test/words-4', { temperature: 0.5 }, 'Be kind.'],
    ['B', 1, 'test/words-5', { reasoning: 'low' }, ''],
    ['C', 1, 'test/words-6', {}, null],
  ]);
  for (const attempt of attempts) {
    expect(Object.keys(attempt).sort()).toEqual(Object.keys(laneRecordSchema.shape).sort());
    const found = await app.catalog.find(attempt.model);
    if (found.kind === 'unknown-model') throw new Error(`${attempt.model} is in the catalog`);
    const { name, vendor, usdPerMillion, demo } = found.model;
    expect(attempt).toMatchObject({ name, vendor, usdPerMillion, demo, source: demo ? 'demo' : 'openrouter' });
  }
});
