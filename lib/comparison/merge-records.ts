import type { ComparisonRecord, RunRecord, TurnRecord } from '@/lib/protocol/comparison';
import { turnOf, withTurn } from './turns';

/**
 * What a reader knows of a comparison once the server has told its record. Turns and runs are only ever added, so a run
 * that began after the server was asked stays.
 */
export function mergeRecords(local: ComparisonRecord, remote: ComparisonRecord): ComparisonRecord {
  let { turns } = remote;
  for (const turn of local.turns) {
    const known = turnOf(turns, turn.turn);
    turns = withTurn(turns, known ? withRunsOf(known, turn.runs) : turn);
  }
  return { ...remote, turns };
}

function withRunsOf(turn: TurnRecord, runs: readonly RunRecord[]): TurnRecord {
  const more = runs.filter(({ run }) => !turn.runs.some((known) => known.run === run));
  return more.length === 0 ? turn : { ...turn, runs: [...turn.runs, ...more] };
}

/** @returns whether the record has a gap: turns, and the attempts of a lane in a turn, are numbered from 1 without one. */
export function hasGap({ turns }: ComparisonRecord): boolean {
  return turns.some(({ turn, runs }, index) => turn !== index + 1 || hasAttemptGap(runs));
}

function hasAttemptGap(runs: readonly RunRecord[]): boolean {
  const laneRecords = runs.flatMap(({ lanes }) => lanes);
  return laneRecords.some(
    ({ lane, attempt }) =>
      attempt > 1 && !laneRecords.some((before) => before.lane === lane && before.attempt === attempt - 1),
  );
}
