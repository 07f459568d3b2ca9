import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EXPORT_FORMATS, exportFile } from '@/lib/comparison/export-file';
import { createFrameDecoder } from '@/lib/protocol/frames';
import { encodePlace } from '@/lib/protocol/log-place';
import type { LogEntry } from '@/lib/protocol/run-event';
import type { App } from '@/lib/service/app';
import { changeComparison } from '@/lib/service/change-comparison';
import { listComparisons } from '@/lib/service/list-comparisons';
import { loadOwnComparison } from '@/lib/service/load-comparison';
import { readRun, readStartedRun } from '@/lib/service/read-run';
import { readSpeedometer } from '@/lib/service/read-speedometer';
import { stopRun } from '@/lib/service/stop-run';
import { answers, every, failsMidway, finishes, says, thinks } from '../support/openrouter/scripts';
import { type OpenRouterStandIn, startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, retry, SESSION, startAsk } from '../support/test-app';

const MODELS = [
  'openai/gpt-5-mini',
  'anthropic/claude-sonnet-4.5',
  'google/gemini-2.5-flash',
  'meta-llama/llama-3.3-70b-instruct:free',
] as const;
const NOTHING = { sequence: 0 };

let standIn: OpenRouterStandIn;
let app: App;
beforeAll(async () => {
  standIn = await startOpenRouter();
  // Each ends in another way, and at another time.
  const [thinker, steady, failing, long] = MODELS;
  standIn.script(thinker, [...thinks('Hm', 'hm'), ...answers('It ', 'holds.')]);
  standIn.script(steady, [...every(20, says('One ', 'leg ', 'each ', 'corner.')), finishes()]);
  standIn.script(failing, failsMidway(['Half'], { code: 502, message: 'The stand-in breaks' }));
  standIn.script(long, answers('🪑'.repeat(40_000)));
});
afterAll(() => standIn.close());
beforeEach(() => {
  app = createTestApp(standIn);
});

const ask = (models: readonly string[] = MODELS) =>
  startAsk(app, { prompt: 'Why is there a table?', models, blind: true });

/** Asks, and waits until the database has it all. */
async function asked(models?: readonly string[]) {
  const started = await ask(models);
  await started.live.settled;
  await expect.poll(() => app.unsaved.size).toBe(0);
  return { ...started, id: started.live.comparison, run: started.live.id };
}

/** Everything of the line-up that a reader must not get: names, prices, usage, times. */
async function secretsOf(id: string): Promise<string[]> {
  const record = await app.persistence.findComparison(id);
  const names = record?.turns[0]?.runs.flatMap((run) =>
    run.lanes.flatMap(({ model, name, vendor, source }) => [model, name, vendor, source, ...model.split('/')]),
  );
  return [...new Set(names)].filter((name) => name !== '' && name !== 'test');
}

function expectNoneOf(bytes: string, secrets: readonly string[]): void {
  // Stands where an event does not say it, so it is the same in all lanes.
  const text = bytes.replaceAll(/"billedBy": ?"openrouter"/g, '');
  expect(secrets.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
  // No time, price or usage either: those that the schema wants are 0 or null.
  expect(text).not.toMatch(/"(at|endedAt|startedAt|together|oneAfterAnother)": ?[1-9]/);
  expect(text).not.toMatch(/"(usage|cost|provider|servedModel|usdPerMillion|queuedAt)": ?[^n ]/);
  expect(text).not.toMatch(/"(type|phase)": ?"(queued|retry|reasoning|note|thinking)"/);
}

function entriesIn(text: string): LogEntry[] {
  const entries: LogEntry[] = [];
  createFrameDecoder({ onEntry: (entry) => entries.push(entry) }).feed(text);
  return entries;
}

const read = async (stream: ReadableStream<Uint8Array> | null) => (stream ? new Response(stream).text() : '');
const list = async (query: string) =>
  (await listComparisons(app, SESSION, new URLSearchParams(query))).comparisons.map(({ id }) => id);

describe('a blind comparison', () => {
  test('is stopped as a whole: stopping a lane alone would tell whether it has ended', async () => {
    const { live } = await startAsk(app, { prompt: 'Why?', models: ['test/words-3', 'test/hangs'], blind: true });
    await expect.poll(() => app.unsaved.size).toBe(0);
    const refusal = await stopRun(app, SESSION, live.id, 'A').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ problem: { code: 'still-blind' } });
    await stopRun(app, SESSION, live.id);
    await live.ended;
    await changeComparison(app, SESSION, live.comparison, { revealed: true });
    await stopRun(app, SESSION, live.id, 'A');
  });

  test('gives its author letters alone, in every byte of wire, record, state and exports', async () => {
    const started = await ask();
    const wire = await read(readStartedRun(app, started));
    const { comparison: id } = started.live;
    await started.live.settled;
    await expect.poll(() => app.unsaved.size).toBe(0);
    const secrets = await secretsOf(id);
    expect(secrets).toContain('openai');
    expectNoneOf(wire, secrets);
    expectNoneOf(await read(await readRun(app, SESSION, started.live.id, NOTHING)), secrets);
    const loaded = await loadOwnComparison(app, SESSION, id);
    expectNoneOf(JSON.stringify(loaded), secrets);
    for (const format of EXPORT_FORMATS) {
      expectNoneOf(exportFile(loaded.record, loaded.state, format).text, secrets);
    }
    await app.indexer.wake();
    const page = await listComparisons(app, SESSION, new URLSearchParams());
    expectNoneOf(JSON.stringify(page), secrets);
    expect(page.comparisons).toMatchObject([{ id, costUsd: null, lanes: [{ name: 'A' }, {}, {}, { model: 'D' }] }]);
    expect((await readSpeedometer(app, SESSION)).answers).toBe(0);
  });

  test('is a log of its own: the starts, and once all lanes have ended their texts by letter', async () => {
    const started = await ask();
    const text = await read(readStartedRun(app, started));
    const entries = entriesIn(text);
    expect(entries.map(encodePlace)).toEqual(entries.map((_, index) => `b${index + 1}`));
    const kinds = entries.map(({ event }) => ('lane' in event ? `${event.type} ${event.lane}` : event.type));
    expect(kinds.slice(0, 5)).toEqual(['run', 'start A', 'start B', 'start C', 'start D']);
    expect(kinds.at(-1)).toBe('end');
    const letters = kinds.slice(5, -1).map((kind) => kind.split(' ')[1] ?? '');
    expect(letters).toEqual(letters.toSorted());
    expect(new Set(letters).size).toBe(4);
    expect(text).toMatch(/: ready \d of 4\n/);
    expect(text.lastIndexOf(': ready')).toBeLessThan(text.indexOf('"type":"chunk"'));
    const failed = entries.find(({ event }) => event.type === 'error')?.event;
    expect(failed).toMatchObject({ failure: { code: 'model-unavailable' } });
    expect(Object.keys(failed?.type === 'error' ? failed.failure : {})).toEqual(['code']);
  });

  test('has no text for anybody while a lane answers', async () => {
    const { live } = await ask(['test/words-3', 'test/hangs']);
    await expect.poll(() => live.log.entriesAfter(0).some(({ json }) => json.includes('"done"'))).toBe(true);
    const { state } = await loadOwnComparison(app, SESSION, live.comparison);
    expect(Object.values(state.turns[0]?.answers ?? {}).flat()).toMatchObject([
      { phase: 'waiting', text: '', timestamp: expect.any(String) },
      { phase: 'waiting', text: '' },
    ]);
    live.stop();
    await live.settled;
    const over = await loadOwnComparison(app, SESSION, live.comparison);
    expect(JSON.stringify(over.state)).toContain('"done"');
  });

  test('shows the same in its state as on the wire, and a reader goes on where the page ends', async () => {
    const { id, run } = await asked();
    const { state } = await loadOwnComparison(app, SESSION, id);
    const entries = entriesIn(await read(await readRun(app, SESSION, run, NOTHING)));
    expect(state.runs[run]).toMatchObject({ blind: true, sequence: entries.length });
    expect(await readRun(app, SESSION, run, { sequence: entries.length, blind: true })).toBeNull();
    const rest = entriesIn(await read(await readRun(app, SESSION, run, { sequence: 3, blind: true })));
    expect(rest).toEqual(entries.slice(3));
  });

  test('is shown whole, from its first event, once its author asks for the names', async () => {
    const { id, run } = await asked();
    const before = await loadOwnComparison(app, SESSION, id);
    await changeComparison(app, SESSION, id, { revealed: true });
    const { record, state } = await loadOwnComparison(app, SESSION, id);
    expect(record).toMatchObject({ blind: true, revealed: true });
    expect(record.turns[0]?.runs[0]?.lanes.map(({ model }) => model).toSorted()).toEqual([...MODELS].toSorted());
    const entries = entriesIn(await read(await readRun(app, SESSION, run, { sequence: 4, blind: true })));
    expect(entries[0]).toMatchObject({ sequence: 1, event: { type: 'run' } });
    expect(entries.every(({ blind }) => blind === undefined)).toBe(true);
    const textOf = (answers: typeof state) => answers.turns[0]?.answers.A?.[0]?.text;
    expect(textOf(before.state)).toBe(textOf(state));
  });

  test('is found by its prompt and its title, and by no model or answer before the names are shown', async () => {
    const { id } = await asked(['test/words-3', 'openai/gpt-5-mini']);
    const searches = ['search=gpt-5', 'search=OpenAI', 'search=w1', 'model=openai/gpt-5-mini', 'model=test/words-3'];
    const found = async () => Promise.all(searches.map(async (query) => (await list(query)).length));
    expect(await found()).toEqual([0, 0, 0, 0, 0]);
    await app.indexer.wake();
    expect(await found()).toEqual([0, 0, 0, 0, 0]);
    expect(await list('search=table')).toEqual([id]);
    await changeComparison(app, SESSION, id, { title: 'A riddle', revealed: true });
    await app.indexer.wake();
    expect(await list('search=riddle')).toEqual([id]);
    expect((await found()).filter((count) => count === 0)).toEqual([]);
    expect((await readSpeedometer(app, SESSION)).answers).toBe(2);
  });

  test('has no later turn, branch or other lanes before the names are shown', async () => {
    const { id, run } = await asked(['test/words-3', 'test/words-5-every-30ms.breaks-502', 'test/words-4']);
    const record = await app.persistence.findComparison(id);
    const laneOf = (model: string) =>
      record?.turns[0]?.runs[0]?.lanes.find((lane) => lane.model === model)?.lane ?? 'H';
    const failing = laneOf('test/words-5-every-30ms.breaks-502');
    const answering = laneOf('test/words-3');
    const refused = { problem: { code: 'still-blind', status: 409 } };
    await expect(askBody(app, { comparison: id, prompt: 'And?' })).rejects.toMatchObject(refused);
    await expect(askBody(app, { from: { comparison: id, turn: 1 }, prompt: 'And?' })).rejects.toMatchObject(refused);
    for (const lane of [answering, { lane: failing, model: 'test/words-3' }, { lane: failing, settings: {} }]) {
      await expect(retry(app, run, [lane])).rejects.toMatchObject(refused);
    }
    const again = await retry(app, run, [failing]);
    await again.settled;
    const { state } = await loadOwnComparison(app, SESSION, id);
    expect(state.turns[0]?.answers[failing]).toMatchObject([{ attempt: 1 }, { attempt: 2, model: failing }]);
    await changeComparison(app, SESSION, id, { revealed: true });
    const next = await askBody(app, { comparison: id, prompt: 'And?' });
    await next.settled;
  });

  test('cannot be asked again while a lane answers', async () => {
    const { live } = await ask(['test/status-402', 'test/hangs']);
    await expect.poll(() => live.log.entriesAfter(0).some(({ json }) => json.includes('"error"'))).toBe(true);
    await expect.poll(() => app.unsaved.size).toBe(0);
    for (const lane of ['A', 'B'] as const) {
      await expect(retry(app, live.id, [lane])).rejects.toMatchObject({ problem: { code: 'still-blind' } });
    }
    live.stop();
    await live.settled;
  });

  test('gets its letters by chance: over 200 of them each model is in each lane about equally often', async () => {
    const models = ['test/words-3', 'test/words-4', 'test/words-5', 'test/words-6'];
    const counts = new Map<string, number>();
    for (let nth = 0; nth < 200; nth += 50) {
      const started = await Promise.all(Array.from({ length: 50 }, () => ask(models)));
      for (const { live } of started) {
        for (const { lane, model } of live.place.run.lanes) {
          counts.set(`${lane} ${model}`, (counts.get(`${lane} ${model}`) ?? 0) + 1);
        }
        live.stop();
      }
      await Promise.all(started.map(({ live }) => live.settled));
    }
    expect(counts.size).toBe(16);
    // 50 expected each: χ² of the 9 degrees of freedom stays below 43 but once in 460,000 times.
    const deviation = [...counts.values()].reduce((sum, count) => sum + (count - 50) ** 2 / 50, 0);
    expect(deviation).toBeLessThan(43);
  });
});
