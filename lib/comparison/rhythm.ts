/** How evenly a text came: the gaps between its pieces, ms. Pieces less than 16 ms apart were merged into one. */
export interface Rhythm {
  p50: number;
  p95: number;
  /** One gap in twenty is more than twice the median. */
  inBursts: boolean;
}

/** @param marks flat pairs of ms and UTF-16 units. @returns null below two pieces. O(n log n) in the pieces. */
export function rhythmOf(marks: readonly number[]): Rhythm | null {
  const gaps: number[] = [];
  for (let index = 2; index < marks.length; index += 2) gaps.push((marks[index] ?? 0) - (marks[index - 2] ?? 0));
  if (gaps.length === 0) return null;
  gaps.sort((left, right) => left - right);
  const p50 = toHundredth(percentile(gaps, 0.5));
  const p95 = toHundredth(percentile(gaps, 0.95));
  return { p50, p95, inBursts: p95 > 2 * p50 };
}

/** @returns the value below which that part of them is, as NumPy and spreadsheets have it: between two neighbours it lies as far along as its rank. */
export function percentile(sorted: readonly number[], part: number): number {
  const rank = part * (sorted.length - 1);
  const below = sorted[Math.floor(rank)] ?? 0;
  const above = sorted[Math.ceil(rank)] ?? below;
  return below + (above - below) * (rank % 1);
}

function toHundredth(ms: number): number {
  return Math.round(ms * 100) / 100;
}
