import type { HistoryCursor } from './history';

/** @returns the cursor as one word of a URL. */
export function encodeCursor({ createdAt, id }: HistoryCursor): string {
  return `${Date.parse(createdAt)}.${id}`;
}

/** @returns null when it is not what {@link encodeCursor} wrote. */
export function decodeCursor(text: string): HistoryCursor | null {
  const parts = /^(\d{1,15})\.(.{1,200})$/.exec(text);
  if (!parts?.[1] || !parts[2]) return null;
  return { createdAt: new Date(Number(parts[1])).toISOString(), id: parts[2] };
}
