import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';

/** @param attempt the one to be on view in that turn; null for the newest, whichever that is. */
export function withAttemptInView(
  record: ComparisonRecord,
  turn: number,
  lane: Lane,
  attempt: number | null,
): ComparisonRecord {
  const known = record.turns[turn - 1];
  if (!known) return record;
  const { [lane]: _, ...others } = known.inView;
  const inView = attempt === null ? others : { ...others, [lane]: attempt };
  return { ...record, turns: record.turns.with(turn - 1, { ...known, inView }) };
}
