import { isRunning } from '@/lib/comparison/answer';
import { countRuns } from '@/lib/comparison/count-runs';
import { attemptsOf, type ComparisonState } from '@/lib/comparison/state';
import type { ComparisonRecord, RunRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { App } from './app';
import { noSuchComparison, type Refusal, turnUnderWay } from './refusal';
import { stateForHistory } from './view-comparison';

/**
 * How often adding a run is tried while others are added at the same moment. Each try that fails means that another
 * run was added, and a comparison has at most eight lanes to be asked at once.
 */
const MOST_TRIES = 20;

/** A run that is to be added to a comparison. */
export interface NewRun {
  run: string;
  lanes: readonly Lane[];
  /**
   * Adds it in the database.
   *
   * @returns null when the comparison has more runs than that by now; then it is looked at once more.
   */
  add(record: ComparisonRecord, runsBefore: number): Promise<AddedRun | null>;
  /** @returns the record with it. */
  grow(record: ComparisonRecord, added: AddedRun): ComparisonRecord;
}

export interface AddedRun {
  turn: number;
  run: RunRecord;
}

/** A comparison with the run that was added, and what it had come to before. */
export interface WithRun extends AddedRun {
  record: ComparisonRecord;
  state: ComparisonState;
}

/**
 * Adds a run, once it is sure that none of its lanes is running in another process. Everything that it needs to begin has
 * been read before: from here on no failing database can leave it made and not begun.
 *
 * @throws Refusal when one of the lanes is running, or there is no such comparison; an Error when the database fails,
 * and then the run was not made, as far as the database still tells.
 */
export async function addRun(
  app: App,
  comparison: string,
  { run, lanes, add, grow }: NewRun,
  refuse: (busy: readonly Lane[]) => Refusal = turnUnderWay,
): Promise<WithRun> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const record = await app.persistence.findComparison(comparison);
    if (!record) throw noSuchComparison();
    const state = await stateForHistory(app, record);
    const busy = runningElsewhere(app, record, state, lanes);
    if (busy.length > 0) throw refuse(busy);
    const added = await add(record, countRuns(record)).catch((error) => findAdded(app, run, error));
    if (added) return { ...added, record: grow(record, added), state };
  }
  throw refuse(lanes);
}

/** A write that failed may have been kept all the same: then it is there. @throws the error when it is not. */
async function findAdded({ persistence }: App, run: string, error: unknown): Promise<AddedRun> {
  const place = await persistence.findRun(run).catch(() => null);
  if (!place) throw error;
  return place;
}

/** A lane that a run has not mentioned yet is about to start there. */
function runningElsewhere(app: App, record: ComparisonRecord, state: ComparisonState, lanes: readonly Lane[]): Lane[] {
  const seats = record.turns.flatMap(({ turn, runs }) =>
    runs.flatMap(({ run, lanes: seated }) => (app.liveRuns.get(run) ? [] : seated.map((seat) => ({ turn, ...seat })))),
  );
  const running = seats.filter(({ turn, lane, attempt }) => {
    const answer = attemptsOf(state, turn, lane).find((candidate) => candidate.attempt === attempt);
    return answer === undefined || isRunning(answer);
  });
  return lanes.filter((lane) => running.some((seat) => seat.lane === lane));
}
