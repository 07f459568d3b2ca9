/** ms → "0.61 s", "12.3 s", "125 s": six characters at most where a lane lasts an hour at most. */
export function shortSeconds(ms: number): string {
  if (ms < 9_995) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 99_950) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.round(ms / 1000)} s`;
}

/** 436 → "436", 12345 → "12.3k": five characters at most below a thousand million. */
export function shortCount(count: number): string {
  if (count < 9_999.5) return String(Math.round(count));
  if (count < 99_950) return `${(count / 1000).toFixed(1)}k`;
  if (count < 999_500) return `${Math.round(count / 1000)}k`;
  return `${(count / 1e6).toFixed(1)}M`;
}
