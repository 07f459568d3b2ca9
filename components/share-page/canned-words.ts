import { listOf } from '@/lib/client/list-of';
import type { LaneRecord } from '@/lib/protocol/comparison';

/** Says which lanes are demo models, whose answers come from a script; null where none is. */
export function cannedWords(lanes: readonly LaneRecord[]): string | null {
  const canned = lanes.filter(({ demo }) => demo);
  if (canned.length === 0) return null;
  if (canned.length === lanes.length) return lanes.length === 1 ? 'Canned demo answer' : 'Canned demo answers';
  return `${listOf(canned.map(({ lane }) => lane))}: canned demo ${canned.length === 1 ? 'answer' : 'answers'}`;
}
