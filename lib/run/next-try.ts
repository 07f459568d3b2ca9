import type { Failure } from '@/lib/protocol/failure';

/** An attempt is tried at most three times, the second and third after these delays, ms. */
const DELAYS_MS = [1000, 3000];
/** A provider that asks for a longer pause is not waited for: the visitor sees a countdown instead. */
const LONGEST_PAUSE_MS = 5000;

/**
 * Whether a try that failed before any output is followed by another.
 *
 * @param tries how many tries there were, at least 1.
 * @returns the delay in ms, or null when the lane fails with this.
 */
export function delayBeforeNextTry(failure: Failure, tries: number): number | null {
  const delay = DELAYS_MS[tries - 1];
  if (delay === undefined || !mayPass(failure)) return null;
  const requested = failure.retryAfterMs ?? 0;
  return requested > LONGEST_PAUSE_MS ? null : Math.max(delay, requested);
}

/** A lost connection, 408, 429 and 5xx may be over in a second; anything else would fail again. */
function mayPass({ code, status }: Failure): boolean {
  switch (code) {
    case 'connection-lost':
    case 'rate-limited':
      return true;
    case 'timed-out':
    case 'model-unavailable':
      return status === 408 || (status !== undefined && status >= 500);
    default:
      return false;
  }
}
