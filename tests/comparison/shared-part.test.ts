import { describe, expect, test } from 'vitest';
import { sharedRecord, sharedState, turnsOnView } from '@/lib/comparison/shared-part';
import { attemptsOf, emptyState } from '@/lib/comparison/state';
import type { ComparisonRecord, LaneRecord, TurnRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEvent } from '@/lib/protocol/run-event';
import { foldRuns } from '../support/fold-runs';
import { runEvents } from '../support/run-frames';

const lanes = (['A', 'B', 'C'] as const).map(
  (lane): LaneRecord => ({
    lane,
    model: `m/${lane}`,
    name: lane,
    vendor: 'm',
    usdPerMillion: null,
    demo: false,
    settings: {},
  }),
);

const seats = (...of: [Lane, number][]) => of.map(([lane, attempt]) => ({ lane, attempt }));

/** Two turns: in the first A was asked three times, the second of them on view; the second went to A and B only. */
const record: ComparisonRecord = {
  id: 'c1',
  title: null,
  createdAt: '2026-11-22T10:00:00.000Z',
  lanes,
  turns: [
    turn(1, { A: 2 }, [
      { run: 'r1', lanes: seats(['A', 1], ['B', 1], ['C', 1]) },
      { run: 'a2', lanes: seats(['A', 2]) },
      { run: 'a3', lanes: seats(['A', 3]) },
    ]),
    turn(2, {}, [{ run: 'r2', lanes: seats(['A', 1], ['B', 1]) }]),
  ],
};

function turn(number: number, inView: TurnRecord['inView'], runs: TurnRecord['runs']): TurnRecord {
  return { turn: number, prompt: `prompt ${number}`, system: null, runs, inView };
}

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

describe('what is on view', () => {
  test('is every turn with each lane that was asked, at the attempt chosen or the newest', () => {
    expect(turnsOnView(record)).toEqual([
      { turn: 1, lanes: seats(['A', 2], ['B', 1], ['C', 1]) },
      { turn: 2, lanes: seats(['A', 1], ['B', 1]) },
    ]);
  });
});

describe('the shared part of a comparison', () => {
  test('holds the sources of an answer with it', () => {
    const shared = sharedState(state, turnsOnView(record));
    expect(attemptsOf(shared, 1, 'A')).toMatchObject([{ attempt: 2, notes: [{ ...source, at: 90 }] }]);
  });

  test('holds the attempts shown, and no trace of the others', () => {
    const shared = turnsOnView(record);
    expect(sharedRecord(record, shared).turns[0]).toEqual({
      ...record.turns[0],
      inView: {},
      runs: [
        { run: 'r1', lanes: seats(['B', 1], ['C', 1]) },
        { run: 'a2', lanes: seats(['A', 2]) },
      ],
    });
    const part = sharedState(state, shared);
    expect(attemptsOf(part, 1, 'A').map(({ text, attempt }) => [text, attempt])).toEqual([['second', 2]]);
    expect(Object.keys(part.runs).sort()).toEqual(['a2', 'r1', 'r2']);
    const everything = JSON.stringify([sharedRecord(record, shared), part]);
    for (const hidden of ['first', 'third', 'a3']) expect(everything).not.toContain(hidden);
  });

  test('sums a run over the answers that it shows, and not over those that it hides', () => {
    const { runs } = sharedState(state, turnsOnView(record));
    expect(state.runs.r1).toMatchObject({ attempts: { A: 1 }, end: { oneAfterAnother: 300 } });
    expect(runs.r1?.attempts).toEqual({ B: 1, C: 1 });
    expect(runs.r1?.end).toEqual({ type: 'end', at: 100, together: 100, oneAfterAnother: 200, speedup: 2 });
    expect(runs.r2).toEqual(state.runs.r2);
  });

  test('leaves out turns that came later, and lanes that were not asked in those shown', () => {
    const shared = [{ turn: 1, lanes: seats(['B', 1]) }];
    const part = sharedRecord(record, shared);
    expect(part.turns.map(({ prompt }) => prompt)).toEqual(['prompt 1']);
    expect(part.lanes.map(({ lane }) => lane)).toEqual(['B']);
    expect(sharedState(state, shared).turns).toHaveLength(1);
  });

  test('knows a turn of which nothing has been said yet', () => {
    const part = sharedState(emptyState, turnsOnView(record));
    expect(part).toEqual({
      turns: [
        { turn: 1, answers: { A: [], B: [], C: [] } },
        { turn: 2, answers: { A: [], B: [] } },
      ],
      runs: {},
    });
  });
});
