import { isRunning } from '@/lib/comparison/answer';
import { latestAnswer } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { Abreast } from './abreast';
import { Refusal } from './refusal';
import { stateForHistory } from './view-comparison';

/**
 * Takes lanes for a run that is about to start.
 *
 * @throws Refusal when one of them is still running.
 */
export function takeLanes(app: Abreast, comparison: string, lanes: readonly Lane[]): void {
  refuse(app.liveRuns.take(comparison, lanes));
}

/**
 * The same question about other processes: a lane whose newest answer has not ended is running there.
 *
 * @throws Refusal when one is.
 */
export async function refuseRunningElsewhere(app: Abreast, record: ComparisonRecord, lanes: readonly Lane[]) {
  const state = await stateForHistory(app, record);
  refuse(
    lanes.filter((lane) =>
      state.turns.some(({ turn }) => {
        const answer = latestAnswer(state, turn, lane);
        return answer !== undefined && isRunning(answer) && !app.liveRuns.get(answer.run);
      }),
    ),
  );
}

function refuse(busy: readonly Lane[]): void {
  if (busy.length === 0) return;
  const who = busy.length === 1 ? `Lane ${busy[0]} is` : `Lanes ${busy.join(', ')} are`;
  throw new Refusal('turn-under-way', `${who} still running. Wait for the answer, or stop it first.`);
}
