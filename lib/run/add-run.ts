import { isRunning } from '@/lib/comparison/answer';
import { countRuns } from '@/lib/comparison/count-runs';
import { attemptsOf } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { Abreast } from './abreast';
import { noSuchComparison, type Refusal, turnUnderWay } from './refusal';
import { stateForHistory } from './view-comparison';

/**
 * How often adding a run is tried while others are added at the same moment. Each try that fails means that another
 * run was added, and a comparison has at most eight lanes to be asked at once.
 */
const MOST_TRIES = 20;

/**
 * Adds a run of those lanes, once it is sure that none of them is running in another process.
 *
 * @param add adds it unless the comparison has more runs than that by now; then it is looked at anew.
 * @throws Refusal when one of the lanes is running, or there is no such comparison.
 */
export async function addRun<Added>(
  app: Abreast,
  comparison: string,
  lanes: readonly Lane[],
  add: (record: ComparisonRecord, runsBefore: number) => Promise<Added | null>,
  refuse: (busy: readonly Lane[]) => Refusal = turnUnderWay,
): Promise<Added> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const record = await app.persistence.findComparison(comparison);
    if (!record) throw noSuchComparison();
    const busy = await runningElsewhere(app, record, lanes);
    if (busy.length > 0) throw refuse(busy);
    const added = await add(record, countRuns(record));
    if (added) return added;
  }
  throw refuse(lanes);
}

/** A lane of which a run has said nothing yet is about to start there. */
async function runningElsewhere(app: Abreast, record: ComparisonRecord, lanes: readonly Lane[]): Promise<Lane[]> {
  const state = await stateForHistory(app, record);
  const seats = record.turns.flatMap(({ turn, runs }) =>
    runs.flatMap(({ run, lanes: seated }) => (app.liveRuns.get(run) ? [] : seated.map((seat) => ({ turn, ...seat })))),
  );
  const running = seats.filter(({ turn, lane, attempt }) => {
    const answer = attemptsOf(state, turn, lane).find((candidate) => candidate.attempt === attempt);
    return answer === undefined || isRunning(answer);
  });
  return lanes.filter((lane) => running.some((seat) => seat.lane === lane));
}
