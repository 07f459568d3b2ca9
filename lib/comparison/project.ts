import type { ComparisonRecord, LaneRecord, RunRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEvent } from '@/lib/protocol/run-event';
import { type Answer, isRunning } from './answer';
import { selectedLanes } from './lanes';
import type { ComparisonState, RunState, TurnState } from './state';
import { LaneSpans, runSum } from './sum-of-lanes';
import { turnOf } from './turns';

/** The turns that are shown, in order, each with its lanes and the attempt of each. */
export type SharedTurns = readonly {
  readonly turn: number;
  readonly lanes: readonly { readonly lane: Lane; readonly attempt: number }[];
}[];

/** @returns every turn, with each lane on the page that it asked, at its selected attempt. */
export function selectedTurns(record: ComparisonRecord): SharedTurns {
  return record.turns.map((turn) => ({
    turn: turn.turn,
    lanes: selectedLanes(turn)
      .filter(({ lane }) => !record.removed.includes(lane))
      .map(({ lane, attempt }) => ({ lane, attempt })),
  }));
}

/** Who reads: the author of a comparison, or a spectator of a link. */
export type Audience =
  | { readonly kind: 'author' }
  | {
      readonly kind: 'spectator';
      readonly slug: string;
      /** The title when the link was made. */
      readonly title: string | null;
      readonly turns: SharedTurns;
    };

/** A comparison as one audience may see it. */
export interface Projection {
  record(record: ComparisonRecord): ComparisonRecord;
  state(state: ComparisonState): ComparisonState;
  /**
   * @param run the run in the projected record.
   * @returns a function that takes the run's events in their order; null for an event that the audience may not see.
   */
  events(run: RunRecord): (event: RunEvent) => RunEvent | null;
}

/** The one place that decides what a reader may see. Pages, wire, cards and exports go through it. */
export function project(audience: Audience): Projection {
  switch (audience.kind) {
    case 'author':
      return { record: (record) => record, state: (state) => state, events: () => (event) => event };
    case 'spectator': {
      const { slug, title, turns } = audience;
      return {
        record: (record) => ({
          ...sharedRecord(record, turns),
          id: slug,
          title,
          // What the author has besides it is nobody's business.
          starred: false,
          removed: [],
          from: null,
          branches: [],
          tags: [],
          lineUp: null,
        }),
        state: (state) => sharedState(state, turns),
        events: (run) => sharedEvents(run, slug),
      };
    }
    default:
      return audience satisfies never;
  }
}

/** Events of the run's shared lanes, so sequence numbers may have gaps; in `end` the sum of these lanes. */
function sharedEvents({ lanes: shared }: RunRecord, slug: string): (event: RunEvent) => RunEvent | null {
  const spans = new LaneSpans();
  const isShared = (lane: Lane) => shared.some((candidate) => candidate.lane === lane);
  return (event) => {
    if (event.type === 'run') {
      return { ...event, comparison: slug, lanes: event.lanes.filter(({ lane }) => isShared(lane)) };
    }
    if (event.type === 'end') return spans.end();
    if (!isShared(event.lane)) return null;
    spans.note(event);
    return event;
  };
}

/** The record with those turns and attempts only; of lanes that were never asked in them nothing. */
function sharedRecord(record: ComparisonRecord, shared: SharedTurns): ComparisonRecord {
  const lanesIn = (turn: number) => turnOf(shared, turn)?.lanes ?? [];
  const turns = record.turns.flatMap((turn) => {
    const lanes = lanesIn(turn.turn);
    if (lanes.length === 0) return [];
    const isShared = (candidate: LaneRecord) =>
      lanes.some(({ lane, attempt }) => lane === candidate.lane && attempt === candidate.attempt);
    const runs = turn.runs
      .map((run) => ({ ...run, lanes: run.lanes.filter(isShared) }))
      .filter((run) => run.lanes.length > 0);
    return [{ ...turn, runs, selected: {}, ballot: null }];
  });
  return { ...record, turns };
}

/** The answers of those turns and attempts only. */
function sharedState(state: ComparisonState, shared: SharedTurns): ComparisonState {
  const turns = shared.map(({ turn, lanes }): TurnState => {
    const answers = turnOf(state.turns, turn)?.answers ?? {};
    const entries = lanes.map(({ lane, attempt }) => [
      lane,
      (answers[lane] ?? []).filter((answer) => answer.attempt === attempt),
    ]);
    return { turn, answers: Object.fromEntries(entries) };
  });
  const answers = turns.flatMap((turn) => Object.values(turn.answers).flat());
  const runs = Object.entries(state.runs).flatMap(([run, known]): [string, RunState][] => {
    const own = answers.filter((answer) => answer.run === run);
    return own.length === 0 ? [] : [[run, sharedRun(known, own)]];
  });
  return { turns, runs: Object.fromEntries(runs) };
}

/** The run as if it had been of those answers only: its sum would tell how long the others took. */
function sharedRun(run: RunState, answers: readonly Answer[]): RunState {
  const attempts = Object.fromEntries(answers.map(({ lane, attempt }) => [lane, attempt]));
  if (run.end === null) return { ...run, attempts };
  const at = Math.max(0, ...answers.map((answer) => (isRunning(answer) ? answer.startedAt : answer.endedAt)));
  return { ...run, attempts, end: { ...run.end, at, ...runSum(answers) } };
}
