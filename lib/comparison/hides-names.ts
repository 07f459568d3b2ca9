import type { ComparisonRecord } from '@/lib/protocol/comparison';

/** The only turn in which names are hidden. */
export const BLIND_TURN = 1;

/** Whether the reader of this record may not know who answers. */
export function hidesNames({ blind, revealed }: Pick<ComparisonRecord, 'blind' | 'revealed'>): boolean {
  return blind && !revealed;
}

/** Whether a ballot of this reader in that turn is blind. Later turns are asked once the names are known. */
export function isBlindTurn(record: Pick<ComparisonRecord, 'blind' | 'revealed'>, turn: number): boolean {
  return hidesNames(record) && turn === BLIND_TURN;
}

/** Whether that turn was asked blind and this reader knows the names: no ballot in it would be blind, so none is taken. */
export function isRevealedTurn(
  { blind, revealed }: Pick<ComparisonRecord, 'blind' | 'revealed'>,
  turn: number,
): boolean {
  return blind && revealed && turn === BLIND_TURN;
}
