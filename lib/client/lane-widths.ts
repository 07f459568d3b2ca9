import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import { keepCookie } from './kept-cookie';

/** The widths of lanes that stand in columns, px; others share what is left. */
export type LaneWidths = Partial<Record<Lane, number>>;

/** What a lane's width is chosen from, px. A lane whose answer failed can be narrower than {@link LEAST_READABLE}. */
export const WIDTHS = { least: 220, most: 1600 } as const;
/** Narrower, a table or a line of code cannot be read, px. */
const LEAST_READABLE = 340;

/** The cookie that keeps them, so that the server's page has them: `A520.C300`. */
export const WIDTHS_COOKIE = 'widths';

/** @returns what the cookie says; nothing of what is no width of a lane. */
export function readWidths(cookie: string): LaneWidths {
  const found = [...cookie.matchAll(/(?:^|\.)([A-H])(\d{3,4})(?=\.|$)/g)];
  return Object.fromEntries(found.map(([, lane, width]) => [lane, within(Number(width))]));
}

/** @returns them as CSS variables, as the columns use them. */
export function widthVariables(widths: LaneWidths): Record<string, string> {
  return Object.fromEntries(Object.entries(widths).map(([lane, width]) => [variableOf(lane as Lane), `${width}px`]));
}

/** Shows a width at once. @param width px; null for the usual one. */
export function showWidth(lane: Lane, width: number | null): void {
  const { style } = document.documentElement;
  if (width === null) style.removeProperty(variableOf(lane));
  else style.setProperty(variableOf(lane), `${within(width)}px`);
}

/** Shows a width, and keeps it in this browser. */
export function keepWidth(lane: Lane, width: number | null): void {
  showWidth(lane, width);
  const { style } = document.documentElement;
  const kept = LANE_LETTERS.flatMap((letter) => {
    const px = Number.parseInt(style.getPropertyValue(variableOf(letter)), 10);
    return Number.isNaN(px) ? [] : [`${letter}${px}`];
  }).join('.');
  keepCookie(WIDTHS_COOKIE, kept);
}

/** The value of `grid-template-columns` for lanes that stand in columns. @param narrow those that may be chosen narrower than what can be read. */
export function columnsOf(lanes: readonly Lane[], narrow: readonly Lane[]): string {
  return lanes
    .map((lane) => {
      const variable = variableOf(lane);
      const readable = `${LEAST_READABLE}px`;
      const least = narrow.includes(lane) ? `min(${readable}, var(${variable}, ${readable}))` : readable;
      return `minmax(${least}, var(${variable}, 1fr))`;
    })
    .join(' ');
}

function variableOf(lane: Lane): string {
  return `--width-${lane}`;
}

function within(width: number): number {
  return Math.round(Math.min(WIDTHS.most, Math.max(WIDTHS.least, width)));
}
