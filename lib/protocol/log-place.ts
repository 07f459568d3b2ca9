/** How far a run's log was read: an event by its number, 1, 2, 3 … */
export interface LogPlace {
  readonly sequence: number;
  /** In the run's blind log, which is numbered by itself. */
  readonly blind?: true;
}

/** @returns the place as a frame's `id` and as `Last-Event-ID`: 5, or b5 in a blind log. */
export function encodePlace({ sequence, blind }: LogPlace): string {
  return `${blind ? 'b' : ''}${sequence}`;
}

/** @returns null for a text that is no place. */
export function readPlace(text: string): LogPlace | null {
  const [, blind, digits] = /^(b?)(\d{1,15})$/.exec(text) ?? [];
  if (digits === undefined) return null;
  return { sequence: Number(digits), ...(blind === 'b' && { blind: true }) };
}
