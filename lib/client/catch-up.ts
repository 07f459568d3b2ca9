import { isRunning } from '@/lib/comparison/answer';
import { latestAnswer } from '@/lib/comparison/state';
import type { Lane } from '@/lib/protocol/lane';
import { addedLanes } from './ask-body';
import { draftLetters } from './composer-state';
import type { Workspace } from './workspace';

/**
 * Asks the lanes that the draft adds every question so far, oldest first, each once the one before is answered: so each
 * lane's history grows as if it had been there from the beginning. It ends early where a lane is stopped or refused.
 */
export async function askEverySoFar(workspace: Workspace): Promise<void> {
  const { store, composer } = workspace;
  const { draft } = composer.getState();
  const lanes = draftLetters(draft);
  const turns = store.getState().record?.turns.map(({ turn }) => turn) ?? [];
  let requests = addedLanes(draft);
  for (const turn of turns) {
    if (!(await workspace.retry(turn, ...requests))) return;
    // They exist now, so their letters are enough.
    requests = lanes;
    composer.setState((state) => ({
      draft: { ...state.draft, lanes: state.draft.lanes.filter((lane) => !draft.lanes.includes(lane)) },
    }));
    await lanesEnded(workspace, turn, lanes);
    if (isAnyStopped(workspace, turn, lanes)) return;
  }
}

/** @returns once each of the lanes has an answer in that turn, and it has ended. */
export function lanesEnded({ store }: Workspace, turn: number, lanes: readonly Lane[]): Promise<void> {
  return new Promise((resolve) => {
    const hasEnded = (lane: Lane) => {
      const answer = latestAnswer(store.getState().answers, turn, lane);
      return answer !== undefined && !isRunning(answer);
    };
    const look = () => {
      if (!lanes.every(hasEnded)) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(look);
    look();
  });
}

function isAnyStopped({ store }: Workspace, turn: number, lanes: readonly Lane[]): boolean {
  return lanes.some((lane) => latestAnswer(store.getState().answers, turn, lane)?.phase === 'stopped');
}
