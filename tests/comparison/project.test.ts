import { describe, expect, test } from 'vitest';
import { listLanes } from '@/lib/comparison/lanes';
import { project, type SharedTurns, selectedTurns } from '@/lib/comparison/project';
import type { ComparisonState } from '@/lib/comparison/state';
import { attemptsOf, emptyState } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { promptText } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEvent } from '@/lib/protocol/run-event';
import { foldRuns } from '../support/fold-runs';
import { comparisonOf, runRecord, turnRecord } from '../support/records';
import { runEvents } from '../support/run-frames';

const forLink = (turns: SharedTurns) => project({ kind: 'spectator', slug: 'slug', title: null, turns });
const projectRecord = (record: ComparisonRecord, turns: SharedTurns) => forLink(turns).record(record);
const projectState = (state: ComparisonState, turns: SharedTurns) => forLink(turns).state(state);

const places = (...of: [Lane, number][]) => of.map(([lane, attempt]) => ({ lane, attempt }));

/** Two turns: in the first A was asked three times, the second of them selected; the second went to A and B only. */
const first = turnRecord(
  1,
  'prompt 1',
  runRecord('r1', 'A1 B1 C1'),
  runRecord('a2', 'A2', 'retry'),
  runRecord('a3', 'A3', 'retry'),
);
const record = comparisonOf({ ...first, selected: { A: 2 } }, turnRecord(2, 'prompt 2', runRecord('r2', 'A1 B1')));

const source = { kind: 'source', url: 'https://example.com/p', title: 'Paris' } as const;

/** The events with a source of lane A before its end. */
function withSource(events: readonly RunEvent[]): RunEvent[] {
  return events.flatMap((event): RunEvent[] =>
    event.type === 'done' ? [{ type: 'note', at: 90, lane: 'A', model: 'm/A', note: source }, event] : [event],
  );
}

const state = foldRuns(
  ['r1', runEvents('r1', { A: ['first'], B: ['b'], C: ['c'] })],
  ['a2', withSource(runEvents('a2', { A: ['second'] }, 1, 2))],
  ['a3', runEvents('a3', { A: ['third'] }, 1, 3)],
  ['r2', runEvents('r2', { A: ['more a'], B: ['more b'] }, 2)],
);

describe('the selected answers', () => {
  test('are every turn with each lane that was asked, at the attempt chosen or the newest', () => {
    expect(selectedTurns(record)).toEqual([
      { turn: 1, lanes: places(['A', 2], ['B', 1], ['C', 1]) },
      { turn: 2, lanes: places(['A', 1], ['B', 1]) },
    ]);
  });
});

describe('the shared part of a comparison', () => {
  test('holds the sources of an answer with it', () => {
    const shared = projectState(state, selectedTurns(record));
    expect(attemptsOf(shared, 1, 'A')).toMatchObject([{ attempt: 2, notes: [{ ...source, at: 90 }] }]);
  });

  test('holds the attempts shown, and no trace of the others', () => {
    const shared = selectedTurns(record);
    expect(projectRecord(record, shared).turns[0]).toEqual({
      ...record.turns[0],
      selected: {},
      ballot: null,
      runs: [runRecord('r1', 'B1 C1'), runRecord('a2', 'A2', 'retry')],
    });
    const part = projectState(state, shared);
    expect(attemptsOf(part, 1, 'A').map(({ text, attempt }) => [text, attempt])).toEqual([['second', 2]]);
    expect(Object.keys(part.runs).sort()).toEqual(['a2', 'r1', 'r2']);
    const everything = JSON.stringify([projectRecord(record, shared), part]);
    for (const hidden of ['first', 'third', 'a3']) expect(everything).not.toContain(hidden);
  });

  test('sums a run over the answers that it shows, and not over those that it hides', () => {
    const { runs } = projectState(state, selectedTurns(record));
    expect(state.runs.r1).toMatchObject({ attempts: { A: 1 }, end: { oneAfterAnother: 300 } });
    expect(runs.r1?.attempts).toEqual({ B: 1, C: 1 });
    expect(runs.r1?.end).toEqual({ type: 'end', at: 100, together: 100, oneAfterAnother: 200, speedup: 2 });
    expect(runs.r2).toEqual(state.runs.r2);
  });

  test('leaves out turns that came later, and lanes that were not asked in those shown', () => {
    const shared = [{ turn: 1, lanes: places(['B', 1]) }];
    const part = projectRecord(record, shared);
    expect(part.turns.map(promptText)).toEqual(['prompt 1']);
    expect(listLanes(part).map(({ lane }) => lane)).toEqual(['B']);
    expect(projectState(state, shared).turns).toHaveLength(1);
  });

  test('knows a turn of which nothing has been said yet', () => {
    const part = projectState(emptyState, selectedTurns(record));
    expect(part).toEqual({
      turns: [
        { turn: 1, answers: { A: [], B: [], C: [] } },
        { turn: 2, answers: { A: [], B: [] } },
      ],
      runs: {},
    });
  });
});

describe('a projection', () => {
  test('gives the author everything', () => {
    const own = project({ kind: 'author' });
    const events = runEvents('r1', { A: ['first'] });
    expect(own.record(record)).toBe(record);
    expect(own.state(state)).toBe(state);
    expect(events.flatMap(own.events(runRecord('r1', 'A1')))).toEqual(events);
  });

  test('tells spectators of a link the slug, and of no lane, attempt or turn that it does not show', () => {
    const turns = [{ turn: 1, lanes: places(['B', 1]) }];
    const link = project({ kind: 'spectator', slug: 'slug', title: 'Shared', turns });
    const seen = link.record(record);
    const [run] = seen.turns.flatMap(({ runs }) => runs);
    if (!run) throw new Error('the link shows a run');
    const events = runEvents('r1', { A: ['first'], B: ['b'], C: ['c'] }).flatMap(link.events(run));
    const everything = JSON.stringify([seen, link.state(state), events.filter((event) => event !== null)]);
    for (const hidden of ['c1', 'first', 'second', 'third', 'more', 'a2', 'a3', 'r2', 'prompt 2', '"A"', '"C"']) {
      expect(everything).not.toContain(hidden);
    }
    expect(everything).toContain('"slug"');
    expect(events.at(-1)).toMatchObject({ type: 'end', oneAfterAnother: 100 });
  });
});
