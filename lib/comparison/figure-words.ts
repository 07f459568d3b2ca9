/** Stands where a figure is not known. */
export const UNKNOWN = '–';

/** ms → "0.245 s", "0.61 s", "12.3 s", "125 s": within 1 % of what it stands for. */
export function shortSeconds(ms: number): string {
  if (ms < 500) return `${(ms / 1000).toFixed(3)} s`;
  if (ms < 9_995) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 99_950) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.round(ms / 1000)} s`;
}

/** ms → "0.612 s": all that is known of it. */
export function exactSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`;
}

/** ms → "4.25 ms", "16.5 ms", "240 ms": within 1 % of what it stands for. */
export function milliseconds(ms: number): string {
  return `${Number(ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0))} ms`;
}

/** 436 → "436", 12345 → "12.3k": five characters at most below a thousand million. */
export function shortCount(count: number): string {
  if (count < 9_999.5) return String(Math.round(count));
  if (count < 99_950) return `${(count / 1000).toFixed(1)}k`;
  if (count < 999_500) return `${Math.round(count / 1000)}k`;
  return `${(count / 1e6).toFixed(1)}M`;
}

/** 1048576 → "1M", 128000 → "128k": for a limit, which is a round number. */
export function compact(count: number): string {
  if (count >= 1_000_000) return `${Number((count / 1_000_000).toFixed(1))}M`;
  return count >= 1000 ? `${Math.round(count / 1000)}k` : String(count);
}

/** 12345 → "12,345". */
export function exactCount(count: number): string {
  return count.toLocaleString('en');
}

/** Tokens a second → "4.2", "81". */
export function shortRate(tokensPerSecond: number): string {
  return tokensPerSecond < 9.95 ? tokensPerSecond.toFixed(1) : shortCount(tokensPerSecond);
}

/** Tokens a second → "81.3". */
export function exactRate(tokensPerSecond: number): string {
  return tokensPerSecond.toFixed(1);
}

const LEAST_USD = 1e-8;

/** USD → "$0", "$0.0057", "$1.24": two figures that mean something, at least cents. */
export function dollars(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < LEAST_USD) return `<$${LEAST_USD.toFixed(8)}`;
  if (usd >= 1) return `$${usd.toFixed(2)}`;
  const digits = Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(usd))));
  return `$${usd.toFixed(digits)}`;
}
