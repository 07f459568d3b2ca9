import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { turnOf, withTurn } from './turns';

/** @param attempt the one to select in that turn; null for the newest, whichever that is. */
export function withSelectedAttempt(
  record: ComparisonRecord,
  turn: number,
  lane: Lane,
  attempt: number | null,
): ComparisonRecord {
  const known = turnOf(record.turns, turn);
  if (!known) return record;
  const { [lane]: _, ...rest } = known.selected;
  const selected = attempt === null ? rest : { ...rest, [lane]: attempt };
  return { ...record, turns: withTurn(record.turns, { ...known, selected }) };
}
