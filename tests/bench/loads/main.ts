import { askAtOnce } from './ask-at-once';
import { askTurns } from './ask-turns';
import { leaveUnread } from './leave-unread';
import { makeComparisons } from './make-comparisons';
import { readAtOnce } from './read-at-once';
import { readResumed } from './read-resumed';
import { requestPages } from './request-pages';
import { stopAnswers } from './stop-answers';

/** Each load takes a target and options, and resolves with what it saw. */
export const LOADS = {
  askAtOnce,
  askTurns,
  leaveUnread,
  makeComparisons,
  readAtOnce,
  readResumed,
  requestPages,
  stopAnswers,
};

export type LoadName = keyof typeof LOADS;

interface Order {
  name: LoadName;
  args: unknown[];
}

/** The process of the readers: carries out one load after another, as the benchmark's own process orders them. */
export default function serve(): void {
  process.on('message', async ({ name, args }: Order) => {
    const load = LOADS[name] as (...args: unknown[]) => Promise<unknown>;
    const outcome = await load(...args).then(
      (result) => ({ result }),
      (error: unknown) => ({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
    process.send?.(outcome);
  });
  process.send?.('ready');
}
