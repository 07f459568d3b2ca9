import { listOf } from '@/lib/client/list-of';
import { latestTurn, type PaneState } from '@/lib/client/pane-state';
import { selectedAnswers } from '@/lib/client/use-panes';

/**
 * "A was asked again separately": which answers are no first attempt, and so ran by themselves, later. Null
 * where all began together, or there is nobody to compare with.
 */
export function askedAgainWords(turns: readonly PaneState[]): string | null {
  const again = new Set(
    turns.flatMap((state) => {
      const answers = selectedAnswers(state, latestTurn(state));
      return answers.length > 1 ? answers.filter(({ attempt }) => attempt > 1).map(({ lane }) => lane) : [];
    }),
  );
  if (again.size === 0) return null;
  return `${listOf([...again].sort())} ${again.size === 1 ? 'was' : 'were'} asked again separately`;
}
