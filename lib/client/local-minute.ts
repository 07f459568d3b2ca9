/**
 * The value of an `<input type="datetime-local">`: a minute in the browser's own time zone, without saying which zone that
 * is, as in "2026-12-01T13:05"; '' for none.
 */
export type LocalMinute = string;

/** ISO 8601 → the local minute; '' for null. */
export function localMinute(iso: string | null): LocalMinute {
  if (iso === null) return '';
  const date = new Date(iso);
  const [month, day, hour, minute] = [date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes()].map(
    (part) => String(part).padStart(2, '0'),
  );
  return `${String(date.getFullYear()).padStart(4, '0')}-${month}-${day}T${hour}:${minute}`;
}

/** @returns the moment as ISO 8601 in UTC; null for '' and for what is no minute. */
export function isoOfMinute(value: LocalMinute): string | null {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
