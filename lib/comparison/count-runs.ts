import type { ComparisonRecord } from '@/lib/protocol/comparison';

/** @returns how many runs a comparison has had; it only grows. */
export function countRuns({ turns }: ComparisonRecord): number {
  return turns.reduce((sum, { runs }) => sum + runs.length, 0);
}
