import { type Answer, isRunning } from '@/lib/comparison/answer';
import type { TrackRow } from '@/lib/comparison/track';
import { shortFailure } from '../lane/failure-words';
import { tenths } from '../ui/format';

/** What stands at the end of a bar: how long it took, or why there is no answer. */
export function barLabel(answer: Answer): string | null {
  if (isRunning(answer)) return null;
  if (answer.phase === 'failed') return shortFailure(answer.failure);
  const took = tenths(answer.endedAt - answer.startedAt);
  return answer.phase === 'stopped' ? `${took} stopped` : took;
}

/** The bar for somebody who does not see it. */
export function barWords(answer: Answer, { wait, think, writing, tries, end }: TrackRow): string {
  const silent = end !== null && think === null && writing.length === 0 && answer.notes.length === 0;
  const parts = [wait.to === null ? 'is waiting' : silent ? 'said nothing' : `waited ${tenths(wait.to - wait.from)}`];
  if (tries.length > 0) parts.push(`tried again ${tries.length === 1 ? 'once' : `${tries.length} times`}`);
  if (think) parts.push(think.to === null ? 'is thinking' : `thought ${tenths(think.to - think.from)}`);
  if (writing.length > 0) parts.push(isRunning(answer) ? 'is writing' : 'wrote');
  if (end !== null && answer.phase === 'failed') parts.push(`failed: ${shortFailure(answer.failure)}`);
  else if (end !== null) parts.push(`${answer.phase === 'stopped' ? 'stopped' : 'ended'} at ${tenths(end)}`);
  return `${answer.lane} ${parts.join(', ')}`;
}
