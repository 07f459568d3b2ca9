import { isRunning } from '@/lib/comparison/answer';
import { BLIND_TURN, hidesNames } from '@/lib/comparison/hides-names';
import { attemptsOf, selectAnswer } from '@/lib/comparison/state';
import { turnOf } from '@/lib/comparison/turns';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { LaneRequest } from '@/lib/protocol/lane-request';
import type { App } from './app';
import { stateForMessages } from './load-comparison';
import { stillBlind } from './refusal';

const SHOW_FIRST = 'Vote or show them first.';

/** @throws Refusal before the names are shown: a later turn is not blind. */
export function refuseBlindTurn(record: ComparisonRecord): void {
  if (hidesNames(record)) throw stillBlind(`The names are still hidden. ${SHOW_FIRST}`);
}

/**
 * While names are hidden only lanes that have failed are asked again, once all have ended, and as they were asked.
 *
 * @throws Refusal
 */
export async function refuseBlindRetry(
  app: App,
  record: ComparisonRecord,
  requests: readonly LaneRequest[],
): Promise<void> {
  const changed = requests.flatMap(({ path, model, settings, system }) =>
    Object.entries({ model, settings, system }).flatMap(([field, value]) =>
      value === undefined
        ? []
        : [{ path: `${path}.${field}`, message: 'cannot be changed while the names are hidden' }],
    ),
  );
  if (changed.length > 0) throw stillBlind(`The names are still hidden. ${SHOW_FIRST}`, changed);
  const turn = turnOf(record.turns, BLIND_TURN);
  const state = await stateForMessages(app, record);
  const requested = turn?.runs.flatMap((run) => run.lanes) ?? [];
  const isOver = requested.every(({ lane, attempt }) => {
    const answer = attemptsOf(state, BLIND_TURN, lane).find((known) => known.attempt === attempt);
    return answer !== undefined && !isRunning(answer);
  });
  if (!isOver) throw stillBlind('The names are still hidden, and not every answer has come. Wait for all of them.');
  const answered = requests.filter(({ lane }) => {
    const phase = turn && selectAnswer(state, turn, lane)?.phase;
    return phase !== undefined && phase !== 'failed';
  });
  if (answered.length === 0) return;
  const errors = answered.map(({ lane, path }) => ({ path, message: `lane ${lane} has an answer` }));
  throw stillBlind(`While the names are hidden, only lanes that have failed are asked again. ${SHOW_FIRST}`, errors);
}
