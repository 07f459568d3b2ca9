import type { Answer, Ending } from './answer';

/** @returns how an answer ended, null while it runs and where it failed. */
export function endingOf(answer: Answer): Ending | null {
  return 'ending' in answer ? answer.ending : null;
}
