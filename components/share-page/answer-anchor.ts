import type { Lane } from '@/lib/protocol/lane';

/** What stands after # in the address of one answer: `A` in the first turn, `2-A` in the second. */
export function answerAnchor(turn: number, lane: Lane): string {
  return turn === 1 ? lane : `${turn}-${lane}`;
}
