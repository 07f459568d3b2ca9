/** @returns the value below which that share of the values lies; NaN for none. @param share from 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** One measure of a benchmark, with a value for each round; null where the system does not tell it. */
export interface Measure {
  name: string;
  unit: string;
  rounds: readonly (number | null)[];
}

/** A line for each measure: its median over the rounds, and the least and the greatest value. */
export function tableOf(measures: readonly Measure[]): string {
  const rows = measures.map(({ name, unit, rounds }) => {
    const known = rounds.filter((value) => value !== null);
    if (known.length === 0) return [name, 'not told here', ''];
    const range = `${short(Math.min(...known))} – ${short(Math.max(...known))}`;
    return [name, `${short(median(known))}${unit && ` ${unit}`}`, range];
  });
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(([name = '', middle = '', range = '']) =>
      `  ${name.padEnd(widths[0] ?? 0)}  ${middle.padStart(widths[1] ?? 0)}  ${range}`.trimEnd(),
    )
    .join('\n');
}

/** 0, 0.123, 1.234, 12.3, 123, 12345. */
export function short(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return value.toFixed(digits);
}

/** A word of a stream and when it was there, ms. */
export interface Progress {
  at: number;
  word: number;
}

/** @returns the longest time from a word's arrival to the first frame with it on the page, ms. */
export function longestGap(arrived: readonly Progress[], drawn: readonly Progress[]): number {
  let next = 0;
  return arrived.reduce((longest, { at, word }) => {
    while (next < drawn.length && (drawn[next]?.word ?? 0) < word) next += 1;
    return Math.max(longest, (drawn[next]?.at ?? Number.POSITIVE_INFINITY) - at);
  }, 0);
}
