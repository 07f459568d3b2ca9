/** A longer pause is taken for one of a day, ms: that it is not worth trying again soon is all that it tells. */
const LONGEST = 24 * 60 * 60 * 1000;

/**
 * How long the provider asks to wait, from its headers (seconds or a date, RFC 9110) or, inside a stream, from
 * the error itself.
 *
 * @param now ms since 1970.
 * @returns ms, null when it does not say.
 */
export function retryAfterOf(headers: Readonly<Record<string, string>>, error: Record<string, unknown>, now: number) {
  const { availability, metadata } = error as Record<string, Record<string, unknown> | null | undefined>;
  return (
    asDuration(headers['retry-after-ms'], 1) ??
    asDuration(headers['retry-after'], 1000) ??
    asDateAfter(headers['retry-after'], now) ??
    asDuration(availability?.retry_after, 1000) ??
    asDuration(metadata?.retry_after, 1000) ??
    asDuration(metadata?.retry_after_seconds, 1000) ??
    asDuration(error.retry_after, 1000)
  );
}

/** @param unit of the number, ms. */
function asDuration(value: unknown, unit: number): number | null {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  return isNumber ? bounded(Number(value) * unit) : null;
}

function asDateAfter(value: string | undefined, now: number): number | null {
  // `Date.parse` takes a number for a year.
  return value === undefined || !Number.isNaN(Number(value)) ? null : bounded(Date.parse(value) - now);
}

function bounded(ms: number): number | null {
  return Number.isFinite(ms) && ms >= 0 ? Math.min(LONGEST, Math.round(ms)) : null;
}
