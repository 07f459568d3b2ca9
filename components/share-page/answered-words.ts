import { latestTurn, type PaneState } from '@/lib/client/pane-state';
import { selectedAnswers } from '@/lib/client/use-panes';
import { listLanes } from '@/lib/comparison/lanes';

/** "3 of 4 answered": of all that were asked in all turns, those that have ended well with some text. */
export function answeredWords(turns: readonly PaneState[]): string {
  const answers = turns.flatMap((state) => selectedAnswers(state, latestTurn(state)));
  const asked = turns.reduce((sum, { record }) => sum + (record ? listLanes(record).length : 0), 0);
  const answered = answers.filter(({ phase, text }) => (phase === 'done' || phase === 'stopped') && text !== '');
  return `${answered.length} of ${asked} answered`;
}
