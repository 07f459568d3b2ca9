import { randomUUID } from 'node:crypto';
import { expect, test } from 'playwright/test';
import type { RunEventOf } from '@/lib/protocol/run-event';
import { words } from '@/tests/support/openrouter/words';
import { markedPrompt } from '../support/marked-prompt';
import { only } from '../support/only';
import { ask, comparisonOf, readEvents, stop } from '../support/run-requests';
import { send } from '../support/send';
import { requestsWith } from '../support/stand-in';

const WORDS_20 = words(20).join('');

test.describe('the stream of an ask', () => {
  const models = [
    'test/words-20-every-30ms',
    'test/thinks-10-every-50ms.words-10-every-50ms',
    'test/words-3',
    'test/words-3',
  ];

  test('has the headers of server-sent events that no proxy may hold back', async () => {
    const reading = await ask({ prompt: markedPrompt(), models: ['test/words-3'] });
    expect(reading.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    await reading.toEnd();
  });

  test('is not compressed, whoever asks for it', async () => {
    const compressed = { 'accept-encoding': 'gzip, deflate, br, zstd' };
    const reading = await ask({ prompt: markedPrompt(), models }, compressed);
    expect(reading.headers).not.toHaveProperty('content-encoding');
    const { run } = await reading.until('run');
    const again = await readEvents(run, '', compressed);
    expect(again.headers).not.toHaveProperty('content-encoding');
    expect(again.headers['cache-control']).toBe('no-cache, no-transform');
    await Promise.all([reading.toEnd(), again.toEnd()]);
    expect(again.raw).toEqual(reading.raw);
  });

  test('opens with the clock, padded to 1 KB', async () => {
    const reading = await ask({ prompt: markedPrompt(), models: ['test/hangs'] });
    const [opening] = (await reading.opened()).comments;
    expect(opening).toMatch(/^: now \d+ +\n\n$/);
    expect(opening?.length).toBeGreaterThanOrEqual(1024);
    await stop((await reading.until('run')).run);
    await reading.toEnd();
  });

  test('has the record as it is kept right after the clock; a reading of its events has none', async () => {
    const reading = await ask({ prompt: markedPrompt(), models: ['test/words-3', 'test/words-3'] });
    const { run, comparison } = await reading.until('run');
    const again = await readEvents(run);
    await Promise.all([reading.toEnd(), again.toEnd()]);
    expect(reading.record).toEqual((await comparisonOf(comparison)).record);
    expect(again.record).toBeNull();
    const followUp = await (await ask({ comparison, prompt: 'And?', lanes: ['B'] })).toEnd();
    const { record: kept } = await comparisonOf(comparison);
    expect(followUp.record).toEqual({ ...kept, turns: kept.turns.slice(1) });
  });

  test('begins with the run and all starts at one instant, and ends with the sum', async () => {
    const reading = await (await ask({ prompt: markedPrompt(), models })).toEnd();
    const { events, frames } = reading;

    expect(frames.map(({ sequence }) => sequence)).toEqual(frames.map((_, index) => index + 1));
    const [first, ...others] = events;
    const lanes = models.map((model, index) => ({ lane: 'ABCD'[index], model }));
    expect(first).toMatchObject({ type: 'run', at: 0, turn: 1, lanes });
    const starts = others.slice(0, 4) as RunEventOf<'start'>[];
    expect(starts).toMatchObject(lanes.map((lane) => ({ type: 'start', attempt: 1, ...lane })));
    expect(new Set(starts.map(({ at, timestamp }) => `${at} ${timestamp}`)).size).toBe(1);
    expect(others.slice(4, -1).map(({ type }) => type)).not.toContain('start');

    const { at, ...sum } = only(events.filter((event) => event.type === 'end'));
    expect(events.at(-1)).toMatchObject({ type: 'end', at });
    const ends = reading.ends;
    expect(ends.map(({ lane }) => lane).sort()).toEqual(['A', 'B', 'C', 'D']);
    expect(ends.map((end) => end.type === 'done' && end.reason)).toEqual(['stop', 'stop', 'stop', 'stop']);
    const start = starts[0]?.at ?? 0;
    const alone = ends.reduce((ms, end) => ms + end.at - start, 0);
    expect(sum.together).toBe(Math.max(...ends.map((end) => end.at)) - start);
    expect(sum.oneAfterAnother).toBe(alone);
    expect(sum.speedup).toBeCloseTo(alone / sum.together, 1);

    expect(reading.textOf('A')).toBe(WORDS_20);
    expect(reading.textOf('C')).toBe('w1 w2 w3');
    expect(reading.textOf('D')).toBe('w1 w2 w3');
  });

  test('brings the pieces of different lanes mixed, as they come', async () => {
    const both = ['test/words-20-every-30ms', 'test/words-20-every-60ms'];
    const { events } = await (await ask({ prompt: markedPrompt(), models: both })).toEnd();
    const lanes = events.flatMap((event) => (event.type === 'chunk' ? [event.lane] : []));
    const changes = lanes.filter((lane, index) => index > 0 && lane !== lanes[index - 1]);
    expect(changes.length).toBeGreaterThan(5);
  });
});

test.describe('reading a run again', () => {
  test('gives the same bytes live, resumed and after the end', async () => {
    const models = ['test/words-20-every-60ms', 'test/thinks-10-every-50ms.words-10-every-50ms'];
    const live = await ask({ prompt: markedPrompt(), models });
    const { run } = await live.until('run');
    await live.until('chunk');
    const underWay = [
      await readEvents(run),
      await readEvents(run, '', { 'last-event-id': '4' }),
      await readEvents(run, '?after=4'),
      await readEvents(run, '?after=1', { 'last-event-id': '4' }),
    ];
    expect(live.events.some(({ type }) => type === 'end')).toBe(false);
    await Promise.all([live, ...underWay].map((reading) => reading.toEnd()));
    const whole = live.raw;
    expect(whole.length).toBeGreaterThan(20);
    expect(underWay.map(({ raw }) => raw)).toEqual([whole, whole.slice(4), whole.slice(4), whole.slice(4)]);

    const replayed = [
      await readEvents(run),
      await readEvents(run, '?after=0'),
      await readEvents(run, '?after=7'),
      await readEvents(run, '?after=1', { 'last-event-id': '7' }),
      await readEvents(run, `?after=${whole.length - 1}`),
    ];
    await Promise.all(replayed.map((reading) => reading.toEnd()));
    expect(replayed.map(({ raw }) => raw)).toEqual([whole, whole, whole.slice(7), whole.slice(7), whole.slice(-1)]);
  });

  test('past its end is 204, which tells an EventSource to stop', async () => {
    const live = await (await ask({ prompt: markedPrompt(), models: ['test/words-3'] })).toEnd();
    const { run } = await live.until('run');
    for (const after of [live.frames.length, live.frames.length + 1, 999_999_999_999_999]) {
      const path = `/api/runs/${run}/events`;
      expect(await send({ path: `${path}?after=${after}` })).toMatchObject({ status: 204, text: '' });
      const headers = { 'last-event-id': `${after}` };
      expect(await send({ path: `${path}?after=0`, headers })).toMatchObject({ status: 204, text: '' });
    }
  });

  test('works however often, while others read it', async () => {
    const live = await ask({ prompt: markedPrompt(), models: ['test/words-400-every-5ms'] });
    const { run } = await live.until('run');
    const readings = await Promise.all(Array.from({ length: 12 }, () => readEvents(run)));
    for (const reading of readings.slice(0, 6)) {
      await reading.until('chunk');
      reading.drop();
    }
    await Promise.all([live, ...readings.slice(6)].map((reading) => reading.toEnd()));
    for (const reading of readings.slice(6)) expect(reading.raw).toEqual(live.raw);
  });

  test('HEAD tells the headers and reads nothing', async () => {
    const live = await ask({ prompt: markedPrompt(), models: ['test/hangs'] });
    const { run } = await live.until('run');
    const answered = await send({ method: 'HEAD', path: `/api/runs/${run}/events` });
    expect(answered).toMatchObject({
      status: 200,
      text: '',
      headers: { 'content-type': 'text/event-stream; charset=utf-8' },
    });
    await stop(run);
    await live.toEnd();
  });
});

test('dropping the connection of the ask stops nothing', async () => {
  const prompt = markedPrompt();
  const dropped = await ask({ prompt, models: ['test/words-20-every-60ms', 'test/words-400-every-5ms'] });
  const { run } = await dropped.until('run');
  await dropped.until('chunk', ({ lane }) => lane === 'A');
  dropped.drop();
  const seen = dropped.raw;

  const resumed = await (await readEvents(run)).toEnd();
  expect(resumed.raw.slice(0, seen.length)).toEqual(seen);
  expect(resumed.raw.length).toBeGreaterThan(seen.length);
  expect(resumed.ends).toMatchObject([{ reason: 'stop' }, { reason: 'stop' }]);
  expect(resumed.textOf('A')).toBe(WORDS_20);
  const asked = await requestsWith(prompt);
  expect(asked.map(({ clientClosed }) => clientClosed)).toEqual([false, false]);
});

test('a lane that is rate limited says for how long, and the other answers', async () => {
  const models = ['test/status-429-retry-after-20s', 'test/words-20-every-30ms'];
  const prompt = markedPrompt();
  const reading = await (await ask({ prompt, models })).toEnd();
  const { failure } = await reading.until('error');
  expect(failure).toEqual({ code: 'rate-limited', status: 429, retryAfterMs: 20_000 });
  expect(reading.events.filter(({ type }) => type === 'retry')).toEqual([]);
  expect(await reading.until('done')).toMatchObject({ lane: 'B', reason: 'stop', usage: { output: 20 } });
  expect(reading.textOf('B')).toBe(WORDS_20);
  expect(await requestsWith(prompt)).toHaveLength(2);
});

test('demo models answer without a provider being asked', async () => {
  const prompt = markedPrompt();
  const reading = await (await ask({ prompt, models: ['demo/quick', 'demo/quick'] })).toEnd();
  expect(reading.ends).toMatchObject([
    { type: 'done', reason: 'stop', cost: 0 },
    { type: 'done', reason: 'stop', cost: 0 },
  ]);
  expect(reading.textOf('A').length).toBeGreaterThan(40);
  expect(await requestsWith(prompt)).toEqual([]);
});

test('the page of a comparison holds what its run has said so far', async () => {
  const reading = await ask({ prompt: markedPrompt(), models: ['test/words-5-every-30ms.hangs', 'test/words-3'] });
  const { comparison, run } = await reading.until('run');
  await reading.untilText('A', 'w1 w2 w3 w4 w5');
  await reading.until('done', ({ lane }) => lane === 'B');

  const page = await send({ path: `/c/${comparison}` });
  expect(page.status).toBe(200);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  // What the scripts carry is no part of what a reader without them sees.
  const seen = page.text.replace(/<script\b.*?<\/script>/gs, '');
  expect(seen).toContain('w1 w2 w3 w4 w5');
  expect(seen).toMatch(/w1 w2 w3(?! w4)/);
  await stop(run);
  await reading.toEnd();

  expect((await send({ path: `/c/${randomUUID()}` })).status).toBe(404);
});
