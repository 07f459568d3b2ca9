import type { ComparisonRecord } from '@/lib/protocol/comparison';

/** The only turn in which names are hidden. */
export const BLIND_TURN = 1;

/** Whether the reader of this record may not know who answers. */
export function hidesNames({ blind, revealed }: Pick<ComparisonRecord, 'blind' | 'revealed'>): boolean {
  return blind && !revealed;
}
