/** A reading that the server refuses: asking again at once would change nothing. Whoever looks at the page decides. */
export interface RefusedReading {
  /** 401: the server wants its password. 403: the page's address is not the server's own. 429: too many requests. */
  status: 401 | 403 | 429;
  /** How long the server asks to wait, ms; null when it does not say. */
  retryAfterMs: number | null;
  /** When it was refused, by the server's clock: an HTTP date, '' when the server does not say. */
  refusedAt: string;
}

/** @returns null for a response that another try may change. */
export function readRefusal({ status, headers }: Response): RefusedReading | null {
  if (status !== 401 && status !== 403 && status !== 429) return null;
  const refusedAt = headers.get('date') ?? '';
  return { status, retryAfterMs: readRetryAfter(headers.get('retry-after') ?? '', refusedAt), refusedAt };
}

/** `Retry-After` is a number of seconds or an HTTP date (RFC 9110, section 10.2.3). @returns ms, null for neither. */
function readRetryAfter(text: string, refusedAt: string): number | null {
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const pauseMs = Date.parse(text) - Date.parse(refusedAt);
  return Number.isNaN(pauseMs) ? null : Math.max(0, pauseMs);
}

/** @returns the runs whose reading was refused. */
export function refusedRuns(connections: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(connections).flatMap(([run, connection]) => (isRefused(connection) ? [run] : []));
}

export function isRefused(connection: unknown): connection is RefusedReading {
  return typeof connection === 'object' && connection !== null;
}
