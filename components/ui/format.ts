/** ms → "0.61 s", "12.3 s", "2 min 05 s". */
export function seconds(ms: number): string {
  if (ms < 9_995) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 99_950) return `${(ms / 1000).toFixed(1)} s`;
  const whole = Math.round(ms / 1000);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** ms → "5.1 s": for the track, where hundredths would only flicker. */
export function tenths(ms: number): string {
  return ms < 99_950 ? `${(ms / 1000).toFixed(1)} s` : seconds(ms);
}

/** ms → "20 s", "5 min", "3 h": for a remaining pause, rounded up. */
export function roughly(ms: number): string {
  const whole = Math.ceil(ms / 1000);
  if (whole <= 90) return `${whole} s`;
  return whole <= 5400 ? `${Math.ceil(whole / 60)} min` : `${Math.ceil(whole / 3600)} h`;
}

/** 1, "turn" → "1 turn"; 2, "turn" → "2 turns". */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
