import { listOf } from '@/lib/client/list-of';
import { type PaneState, runningLanes } from '@/lib/client/pane-state';

/** "B and C are running now"; null when nobody is. */
export function runningWords(turns: readonly PaneState[]): string | null {
  const lanes = [...new Set(turns.flatMap(runningLanes))].sort();
  return lanes.length === 0 ? null : `${listOf(lanes)} ${lanes.length === 1 ? 'is' : 'are'} running now`;
}
