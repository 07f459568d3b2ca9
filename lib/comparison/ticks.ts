/** Between two ticks, ms: numbers that people count in. */
const STEPS_MS = [1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000];

/** More would only be noise. */
const MOST_TICKS = 8;

/** @returns where the ticks of a time scale of that length stand, ms; its beginning has none. */
export function ticksOf(scale: number): number[] {
  const step = STEPS_MS.find((ms) => Math.floor(scale / ms) <= MOST_TICKS) ?? Math.ceil(scale / MOST_TICKS);
  return Array.from({ length: Math.floor(scale / step) }, (_, index) => (index + 1) * step);
}

/** ms → "5 s", "1 min", "1:30". */
export function tickLabel(ms: number): string {
  const whole = Math.round(ms / 1000);
  if (whole < 60) return `${whole} s`;
  const rest = whole % 60;
  return rest === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)}:${String(rest).padStart(2, '0')}`;
}
