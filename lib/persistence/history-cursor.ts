import { sql as raw } from 'kysely';

/** A place in the history: the comparisons after it are older. */
export interface HistoryCursor {
  createdAt: string;
  id: string;
}

/** What comes after a cursor in a list, newest first. */
export function isBefore({ createdAt, id }: HistoryCursor) {
  return raw<boolean>`(c.created_at, c.id) < (CAST(${Date.parse(createdAt)} AS BIGINT), CAST(${id} AS TEXT))`;
}

/** @returns the cursor as one token of a URL. */
export function encodeCursor({ createdAt, id }: HistoryCursor): string {
  return `${Date.parse(createdAt)}.${id}`;
}

/** @returns null when it is not what {@link encodeCursor} wrote. */
export function decodeCursor(text: string): HistoryCursor | null {
  const parts = /^(\d{1,15})\.(.{1,200})$/.exec(text);
  if (!parts?.[1] || !parts[2]) return null;
  return { createdAt: new Date(Number(parts[1])).toISOString(), id: parts[2] };
}
