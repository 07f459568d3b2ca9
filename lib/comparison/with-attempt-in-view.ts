import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { turnOf, withTurn } from './turns';

/** @param attempt the one to be on view in that turn; null for the newest, whichever that is. */
export function withAttemptInView(
  record: ComparisonRecord,
  turn: number,
  lane: Lane,
  attempt: number | null,
): ComparisonRecord {
  const known = turnOf(record.turns, turn);
  if (!known) return record;
  const { [lane]: _, ...others } = known.inView;
  const inView = attempt === null ? others : { ...others, [lane]: attempt };
  return { ...record, turns: withTurn(record.turns, { ...known, inView }) };
}
