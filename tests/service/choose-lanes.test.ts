import { beforeEach, describe, expect, test } from 'vitest';
import { textContent } from '@/lib/protocol/comparison';
import type { LiveRun } from '@/lib/run/live-run';
import type { App } from '@/lib/service/app';
import { Refusal } from '@/lib/service/refusal';
import { askedLane } from '../support/records';
import { askBody, readToEnd, retry } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();
let app: App;
let comparison: string;
/** The run of each turn. */
let runs: string[];
beforeEach(async () => {
  app = newApp();
  const lanes = [
    { model: 'test/words-3', settings: { temperature: 0.5, maxTokens: 90 } },
    { model: 'test/words-4', settings: { reasoning: 'low' }, system: 'Be kind.' },
  ];
  const first = await settled(askBody(app, { prompt: 'One?', system: 'Be brief.', lanes }));
  comparison = first.comparison;
  const second = await settled(askBody(app, { comparison, prompt: 'Two?', lanes: ['B'] }));
  runs = [first.id, second.id];
});

async function settled(asking: Promise<LiveRun>): Promise<LiveRun> {
  const run = await asking;
  await readToEnd(app, run);
  await run.settled;
  return run;
}

/** Asks the next turn and reads it to its end. */
function followUp(...lanes: unknown[]): Promise<LiveRun> {
  return settled(askBody(app, { comparison, prompt: 'And?', lanes }));
}

/** The attempts of a turn, or of all of them, in the order of runs. */
async function storedLanes(turn?: number) {
  const record = await app.persistence.findComparison(comparison);
  const turns = record?.turns.filter((known) => turn === undefined || known.turn === turn) ?? [];
  return turns.flatMap(({ runs }) => runs.flatMap(({ lanes }) => lanes));
}

/** What was asked in a turn, newest attempts last: letter, attempt, model, settings, system prompt. */
async function askedIn(turn: number) {
  return (await storedLanes(turn)).map(({ lane, attempt, model, settings, system }) => [
    `${lane}${attempt}`,
    model,
    settings,
    system,
  ]);
}

async function problemOf(asking: Promise<unknown>) {
  const error = await asking.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error('this request was accepted');
  return error.problem;
}

async function countRuns(): Promise<number> {
  const record = await app.persistence.findComparison(comparison);
  return record?.turns.flatMap((turn) => turn.runs).length ?? 0;
}

const A = ['test/words-3', { temperature: 0.5, maxTokens: 90 }, null];
const B = ['test/words-4', { reasoning: 'low' }, 'Be kind.'];

describe('a follow-up', () => {
  test('keeps what it does not name, of the last turn that asked the lane', async () => {
    await settled(askBody(app, { comparison, prompt: 'And?' }));
    expect(await askedIn(3)).toEqual([
      ['A1', ...A],
      ['B1', ...B],
    ]);
  });

  test('changes each field for itself, from then on', async () => {
    await followUp({ lane: 'A', model: 'test/words-6' }, { lane: 'B', settings: { temperature: 0 } });
    expect(await askedIn(3)).toEqual([
      ['A1', 'test/words-6', A[1], null],
      ['B1', 'test/words-4', { temperature: 0 }, 'Be kind.'],
    ]);
    await followUp({ lane: 'A', settings: {} }, { lane: 'B', system: null });
    expect(await askedIn(4)).toEqual([
      ['A1', 'test/words-6', {}, null],
      ['B1', 'test/words-4', { temperature: 0 }, null],
    ]);
    await followUp({ lane: 'A', system: '' }, { lane: 'B' });
    expect(await askedIn(5)).toEqual([
      ['A1', 'test/words-6', {}, ''],
      ['B1', 'test/words-4', { temperature: 0 }, null],
    ]);
  });

  test('continues the selected attempt, not the newest one', async () => {
    await settled(retry(app, runs[1] ?? '', [{ lane: 'B', model: 'test/words-6' }]));
    await followUp('B');
    expect(await askedIn(3)).toEqual([['B1', 'test/words-6', B[1], 'Be kind.']]);
    await app.persistence.selectAttempt(comparison, 3, 'B', 1);
    await settled(retry(app, runs[0] ?? '', [{ lane: 'B', model: 'test/words-9' }]));
    await app.persistence.selectAttempt(comparison, 1, 'B', 1);
    await settled(retry(app, runs[0] ?? '', ['B']));
    expect((await askedIn(1)).at(-1)).toEqual(['B3', ...B]);
  });

  test('adds lanes in whatever order their letters stand', async () => {
    await followUp({ lane: 'D', model: 'test/words-6' }, 'A', { lane: 'C', model: 'test/words-5', system: 'Hm.' });
    expect(await askedIn(3)).toEqual([
      ['D1', 'test/words-6', {}, null],
      ['A1', ...A],
      ['C1', 'test/words-5', {}, 'Hm.'],
    ]);
  });
});

describe('a retry', () => {
  test('keeps what it does not name, of its own turn', async () => {
    await followUp({ lane: 'B', model: 'test/words-6', settings: {}, system: '' });
    await settled(retry(app, runs[1] ?? '', ['B']));
    expect((await askedIn(2)).at(-1)).toEqual(['B2', ...B]);
  });

  test('asks a lane that was left out there as it was asked before', async () => {
    await followUp({ lane: 'A', model: 'test/words-6' });
    await settled(retry(app, runs[1] ?? '', ['A']));
    expect((await askedIn(2)).at(-1)).toEqual(['A1', ...A]);
  });

  test('asks a lane that came later as it was asked first', async () => {
    await followUp({ lane: 'C', model: 'test/words-5', settings: { maxTokens: 5 } });
    await settled(retry(app, runs[0] ?? '', ['C', { lane: 'A', settings: {} }]));
    expect((await askedIn(1)).slice(2)).toEqual([
      ['C1', 'test/words-5', { maxTokens: 5 }, null],
      ['A2', 'test/words-3', {}, null],
    ]);
  });

  test('may add a lane', async () => {
    await settled(retry(app, runs[0] ?? '', [{ lane: 'C', model: 'test/words-5' }]));
    expect((await askedIn(1)).at(-1)).toEqual(['C1', 'test/words-5', {}, null]);
  });
});

const model = 'test/words-3';

describe.each<[string, (lanes: unknown[]) => Promise<unknown>]>([
  ['a follow-up', (lanes) => askBody(app, { comparison, prompt: 'And?', lanes })],
  ['a retry', (lanes) => retry(app, runs[0] ?? '', lanes)],
])('%s is refused, and has made nothing,', (_, make) => {
  test.each<[string, unknown[], string, string[]]>([
    ['for a bare letter that there is not', ['A', 'C'], 'not-found', ['lanes.1']],
    ['for a new lane without a model', [{ lane: 'C', settings: {} }], 'invalid', ['lanes.0.model']],
    ['for a letter that is not the next', ['A', { lane: 'D', model }], 'invalid', ['lanes.1.lane']],
    [
      'for a gap between new letters',
      [
        { lane: 'C', model },
        { lane: 'E', model },
      ],
      'invalid',
      ['lanes.1.lane'],
    ],
    ['for an unknown model', ['A', { lane: 'B', model: 'nobody/nothing' }], 'unknown-model', ['lanes.1.model']],
  ])('%s', async (_title, lanes, code, paths) => {
    const problem = await problemOf(make(lanes));
    expect(problem.code).toBe(code);
    expect(problem.errors?.map(({ path }) => path)).toEqual(paths);
    expect(await countRuns()).toBe(2);
    expect((await settled(askBody(app, { comparison, prompt: 'And?' }))).place.run.lanes).toHaveLength(2);
  });
});

test('the lane that two requests add at once belongs to one of them', async () => {
  const lanes = [{ lane: 'C', model: 'test/words-20-every-30ms' }];
  const outcomes = await Promise.allSettled([
    askBody(app, { comparison, prompt: 'And?', lanes }),
    askBody(app, { comparison, prompt: 'Or?', lanes }),
    retry(app, runs[0] ?? '', lanes),
  ]);
  const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.problem.code] : []));
  expect(started).toHaveLength(1);
  expect(refused).toEqual(['turn-under-way', 'turn-under-way']);
  await Promise.all(started.map((run) => readToEnd(app, run)));
  const added = (await storedLanes()).filter(({ lane }) => lane === 'C');
  expect(added).toHaveLength(1);
});

test('a lane that another process has added meanwhile is not taken over', async () => {
  const { persistence } = app;
  const addTurn = persistence.addTurn.bind(persistence);
  persistence.addTurn = async (...args) => {
    persistence.addTurn = addTurn;
    const lanes = [askedLane('C')];
    await addTurn(comparison, { content: textContent('Else?'), system: null, run: 'elsewhere', lanes });
    await persistence.endRun('elsewhere');
    return addTurn(...args);
  };
  const asking = askBody(app, { comparison, prompt: 'And?', lanes: [{ lane: 'C', model }] });
  const problem = await problemOf(asking);
  expect(problem).toMatchObject({ code: 'turn-under-way', errors: [{ path: 'lanes.0' }] });
  expect(await countRuns()).toBe(3);
});
