/** A pause longer than this is no pause, ms. */
const LONGEST = 24 * 60 * 60 * 1000;

/**
 * How long the provider asks to wait, from its headers (seconds or a date, RFC 9110) or, inside a stream, from
 * the error itself.
 *
 * @param now ms since 1970.
 * @returns ms, null when it does not say.
 */
export function retryAfterOf(headers: Record<string, string>, error: Record<string, unknown>, now: number) {
  const milliseconds = Number(headers['retry-after-ms']);
  if (headers['retry-after-ms'] && isDuration(milliseconds)) return Math.round(milliseconds);
  const asked = headers['retry-after'] ?? inError(error);
  if (typeof asked !== 'number' && (typeof asked !== 'string' || asked.trim() === '')) return null;
  const seconds = Number(asked);
  if (isDuration(seconds * 1000)) return Math.round(seconds * 1000);
  const until = Date.parse(String(asked)) - now;
  return isDuration(until) ? Math.round(until) : null;
}

function inError(error: Record<string, unknown>): unknown {
  const { availability, metadata } = error as Record<string, Record<string, unknown> | null | undefined>;
  return availability?.retry_after ?? metadata?.retry_after ?? metadata?.retry_after_seconds;
}

function isDuration(ms: number): boolean {
  return Number.isFinite(ms) && ms >= 0 && ms <= LONGEST;
}
