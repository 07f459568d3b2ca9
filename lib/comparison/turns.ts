import type { ComparisonRecord, TurnRecord } from '@/lib/protocol/comparison';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';

/** Turns are found by number, never by place: a reader may not know all of them yet. */
interface Numbered {
  /** From 1. */
  readonly turn: number;
}

/** @returns the turn of that number. */
export function turnOf<Turn extends Numbered>(turns: readonly Turn[], turn: number): Turn | undefined {
  return turns.find((candidate) => candidate.turn === turn);
}

/** @returns the number of the newest turn, 0 when there is none. */
export function newestTurn(turns: readonly Numbered[]): number {
  return turns.at(-1)?.turn ?? 0;
}

/** @returns the turns, in their order, with that one in the place of the turn that had its number. */
export function withTurn<Turn extends Numbered>(turns: readonly Turn[], turn: Turn): Turn[] {
  const place = turns.findIndex((candidate) => candidate.turn >= turn.turn);
  if (place === -1) return [...turns, turn];
  const replaced = turns[place]?.turn === turn.turn ? 1 : 0;
  return turns.toSpliced(place, replaced, turn);
}

/** @returns the lanes that were asked in that turn, whether or not anything of their answers has been read yet. */
export function lanesAskedIn({ runs }: Pick<TurnRecord, 'runs'>): ReadonlySet<Lane> {
  return new Set(runs.flatMap(({ lanes }) => lanes.map(({ lane }) => lane)));
}

/** @returns the comparison's lanes that were not asked in that turn, in the order of their letters. */
export function lanesLeftOut({ turns }: Pick<ComparisonRecord, 'turns'>, turn: Pick<TurnRecord, 'runs'>): Lane[] {
  const own = lanesAskedIn(turn);
  const known = new Set(turns.flatMap((candidate) => [...lanesAskedIn(candidate)]));
  return LANE_LETTERS.filter((lane) => known.has(lane) && !own.has(lane));
}

/** Whether that turn of a branch is a copy: it counts in the comparison where it was asked. */
export function isCopiedTurn({ from }: Pick<ComparisonRecord, 'from'>, turn: number): boolean {
  return from !== null && turn < from.turn;
}
