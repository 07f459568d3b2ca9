import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { type Answer, isRunning } from './answer';
import type { ComparisonState, RunState, TurnState } from './state';
import { runSum } from './sum-of-lanes';
import { turnOf } from './turns';

/** The turns that are shown, in order, each with its lanes and the attempt of each. */
export type SharedTurns = readonly {
  readonly turn: number;
  readonly lanes: readonly { readonly lane: Lane; readonly attempt: number }[];
}[];

/** @returns what is on view now: every turn, each lane that was asked in it at its attempt on view. */
export function turnsOnView(record: ComparisonRecord): SharedTurns {
  return record.turns.map(({ turn, runs, inView }) => {
    const newest = new Map<Lane, number>();
    for (const { lane, attempt } of runs.flatMap(({ lanes }) => lanes)) {
      newest.set(lane, Math.max(attempt, newest.get(lane) ?? 0));
    }
    const asked = record.lanes.filter(({ lane }) => newest.has(lane));
    return { turn, lanes: asked.map(({ lane }) => ({ lane, attempt: inView[lane] ?? newest.get(lane) ?? 1 })) };
  });
}

/** The record with those turns and attempts only; of lanes that were never asked in them nothing. */
export function sharedRecord(record: ComparisonRecord, shared: SharedTurns): ComparisonRecord {
  const shownIn = (turn: number) => turnOf(shared, turn)?.lanes ?? [];
  const turns = record.turns.flatMap((turn) => {
    const lanes = shownIn(turn.turn);
    if (lanes.length === 0) return [];
    const isShown = (seat: { lane: Lane; attempt: number }) =>
      lanes.some(({ lane, attempt }) => lane === seat.lane && attempt === seat.attempt);
    const runs = turn.runs
      .map(({ run, lanes: seats }) => ({ run, lanes: seats.filter(isShown) }))
      .filter(({ lanes: seats }) => seats.length > 0);
    return [{ ...turn, runs, inView: {} }];
  });
  const seen = new Set(turns.flatMap(({ runs }) => runs.flatMap(({ lanes }) => lanes.map(({ lane }) => lane))));
  return { ...record, lanes: record.lanes.filter(({ lane }) => seen.has(lane)), turns };
}

/** The answers of those turns and attempts only. */
export function sharedState(state: ComparisonState, shared: SharedTurns): ComparisonState {
  const turns = shared.map(({ turn, lanes }): TurnState => {
    const answers = turnOf(state.turns, turn)?.answers ?? {};
    const shown = lanes.map(({ lane, attempt }) => [
      lane,
      (answers[lane] ?? []).filter((answer) => answer.attempt === attempt),
    ]);
    return { turn, answers: Object.fromEntries(shown) };
  });
  const answers = turns.flatMap((turn) => Object.values(turn.answers).flat());
  const runs = Object.entries(state.runs).flatMap(([run, known]): [string, RunState][] => {
    const shown = answers.filter((answer) => answer.run === run);
    return shown.length === 0 ? [] : [[run, sharedRun(known, shown)]];
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
