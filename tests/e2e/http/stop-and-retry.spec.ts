import { randomUUID } from 'node:crypto';
import { expect, test } from 'playwright/test';
import { foldEvents } from '@/lib/comparison/fold-events';
import { emptyState } from '@/lib/comparison/state';
import { words } from '@/tests/support/openrouter/words';
import { markedPrompt } from '../support/marked-prompt';
import { only } from '../support/only';
import { ask, comparisonOf, readEvents, retry, retryRequest, stop } from '../support/run-requests';
import { send } from '../support/send';
import { requestsWith, standInClockOffset, type ToldRequest } from '../support/stand-in';

test.describe('Stop', () => {
  test('of one lane ends it at once and leaves the others talking', async () => {
    const prompt = markedPrompt();
    const toClockHere = await standInClockOffset(randomUUID());
    const models = ['test/words-60-every-50ms', 'test/words-20-every-60ms', 'test/words-5-every-30ms.length'];
    const reading = await ask({ prompt, models });
    const { run } = await reading.until('run');
    await reading.until('chunk', ({ lane }) => lane === 'A');

    const deletedAt = performance.now();
    await stop(run, 'A');
    const done = await reading.until('done', ({ lane }) => lane === 'A');
    expect(done).toMatchObject({ reason: 'stopped', usage: null, cost: null });
    await reading.toEnd();

    expect(reading.ends.map(({ lane }) => lane).sort()).toEqual(['A', 'B', 'C']);
    expect(await reading.until('done', ({ lane }) => lane === 'B')).toMatchObject({ reason: 'stop' });
    expect(await reading.until('done', ({ lane }) => lane === 'C')).toMatchObject({ reason: 'length' });
    expect(reading.textOf('B')).toBe(words(20).join(''));
    const said = reading.textOf('A');
    expect(said).not.toBe('');
    expect(words(60).join('').startsWith(said)).toBe(true);
    const afterStop = reading.events.slice(reading.events.indexOf(done) + 1);
    expect(afterStop.some((event) => 'lane' in event && event.lane === 'A')).toBe(false);

    const asked = await requestsWith(prompt);
    expect(asked.map(({ clientClosed }) => clientClosed)).toEqual(asked.map(({ model }) => model === models[0]));
    const stopped = only(asked.filter(({ model }) => model === models[0]));
    const closedAfterMs = (stopped.closedAt ?? Number.NaN) + toClockHere - deletedAt;
    process.stdout.write(`    upstream closed at most ${closedAfterMs.toFixed(1)} ms after the DELETE was sent\n`);
    expect(closedAfterMs).toBeLessThan(1000);

    await stop(run, 'A');
    await stop(run);
    expect((await (await readEvents(run)).toEnd()).raw).toEqual(reading.raw);
  });

  test('of the run ends every lane that goes on, before its first word too', async () => {
    const prompt = markedPrompt();
    const models = [
      'test/hangs',
      'test/words-5-every-30ms.hangs',
      'test/words-3',
      'test/queued-3-every-200ms.words-10-every-30ms',
    ];
    const reading = await ask({ prompt, models });
    const { run } = await reading.until('run');
    await reading.untilText('B', 'w1 w2 w3 w4 w5');
    await reading.until('done', ({ lane }) => lane === 'C');
    await stop(run);
    await reading.toEnd();
    const reasons = Object.fromEntries(reading.ends.map((end) => [end.lane, end.type === 'done' && end.reason]));
    expect(reasons).toMatchObject({ A: 'stopped', B: 'stopped', C: 'stop' });
    expect(reading.events.at(-1)?.type).toBe('end');
    const hanging = (asked: ToldRequest[]) => asked.filter(({ model }) => model.endsWith('hangs'));
    await expect
      .poll(async () => hanging(await requestsWith(prompt)).map(({ clientClosed }) => clientClosed))
      .toEqual([true, true]);
  });
});

test('Retry makes a new run of that one lane, keeps the earlier attempt and waits for no other lane', async () => {
  const failing = 'test/words-5-every-30ms.breaks-502.next.words-10-every-30ms';
  const first = await ask({ prompt: markedPrompt(), models: [failing, 'test/hangs'] });
  const { run, comparison } = await first.until('run');
  await first.until('error', ({ lane }) => lane === 'A');
  expect(first.textOf('A')).toBe('w1 w2 w3 w4 w5');

  const second = await (await retry(run, 'A')).toEnd();
  const begun = await second.until('run');
  expect(begun).toMatchObject({ comparison, turn: 1, lanes: [{ lane: 'A', model: failing }] });
  expect(begun.run).not.toBe(run);
  expect(await second.until('start')).toMatchObject({ lane: 'A', attempt: 2 });
  expect(second.record).toMatchObject({ id: comparison, turns: [{ turn: 1, runs: [{ run }, { run: begun.run }] }] });
  expect(second.textOf('A')).toBe('w1 w2 w3 w4 w5 w6 w7 w8 w9 w10');
  expect(second.ends).toMatchObject([{ type: 'done', reason: 'stop' }]);
  expect(second.frames.map(({ sequence }) => sequence)).toEqual(second.frames.map((_, index) => index + 1));

  await stop(run, 'B');
  await first.toEnd();
  const third = await retry(run, 'B');
  const thirdRun = await third.until('run');
  for (const running of [run, thirdRun.run]) {
    const refused = await send(retryRequest(running, 'B'));
    expect(refused.status).toBe(409);
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'turn-under-way' });
  }
  await stop(thirdRun.run);
  await third.toEnd();

  const fourth = await (await retry(begun.run, 'A')).toEnd();
  expect(await fourth.until('start')).toMatchObject({ lane: 'A', attempt: 3 });

  const { record, state } = await comparisonOf(comparison);
  const turn = only(record.turns);
  const runs = turn.runs.map(({ run: id, kind, lanes }) => [
    id,
    kind,
    ...lanes.map(({ lane, attempt }) => `${lane}${attempt}`),
  ]);
  expect(runs).toEqual([
    [run, 'turn', 'A1', 'B1'],
    [begun.run, 'retry', 'A2'],
    [thirdRun.run, 'retry', 'B2'],
    [(await fourth.until('run')).run, 'retry', 'A3'],
  ]);
  expect(state.turns[0]?.answers).toMatchObject({
    A: [
      { attempt: 1, phase: 'failed', text: 'w1 w2 w3 w4 w5' },
      { attempt: 2, phase: 'done', text: second.textOf('A') },
      { attempt: 3, phase: 'done' },
    ],
    B: [
      { attempt: 1, phase: 'stopped' },
      { attempt: 2, phase: 'stopped' },
    ],
  });
  let folded = emptyState;
  for (const reading of [first, second, third, fourth]) {
    folded = foldEvents(folded, (await reading.until('run')).run, reading.frames);
  }
  expect(state).toEqual(folded);
});

test('lanes are asked again in one run and one stream, whichever run of their turn is named', async () => {
  const failing = 'test/words-5-every-30ms.breaks-502.next.words-10-every-30ms';
  const other = 'test/words-5-every-30ms.breaks-502.next.words-10';
  const first = await ask({ prompt: markedPrompt(), models: [failing, 'test/words-3', other] });
  const { run, comparison } = await first.until('run');
  await first.toEnd();
  expect(first.ends.map(({ type }) => type).sort()).toEqual(['done', 'error', 'error']);
  const again = await (await retry(run, 'C', 'A')).toEnd();
  const begun = await again.until('run');
  expect(begun).toMatchObject({ comparison, turn: 1, lanes: [{ lane: 'C' }, { lane: 'A' }] });
  const starts = again.events.filter((event) => event.type === 'start');
  expect(starts.map(({ lane, attempt }) => [lane, attempt])).toEqual([
    ['C', 2],
    ['A', 2],
  ]);
  expect(again.ends.map(({ type }) => type)).toEqual(['done', 'done']);
  expect(again.events.filter(({ type }) => type === 'end')).toHaveLength(1);

  const named = await (await retry(begun.run, 'B', 'A')).toEnd();
  expect(named.events.filter((event) => event.type === 'start').map(({ attempt }) => attempt)).toEqual([2, 3]);
  const { record } = await comparisonOf(comparison);
  expect(only(record.turns).runs.map(({ lanes }) => lanes.map(({ lane, attempt }) => `${lane}${attempt}`))).toEqual([
    ['A1', 'B1', 'C1'],
    ['C2', 'A2'],
    ['B2', 'A3'],
  ]);
});
