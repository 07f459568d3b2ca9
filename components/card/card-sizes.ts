import type { Lane } from '@/lib/protocol/lane';
import type { LetterBox } from './lettering/letter';

/** As link previews are shown, px. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;

export const HEADLINE_WIDTH = 1040;

/** The bars are as long on every card, px. */
export const BAR_WIDTH = 732;

/** What of a card shrinks as lanes are added, px. */
export interface CardSizes {
  headline: number;
  /** More lines than these are cut. */
  headlineLines: number;
  /** From row to row. */
  row: number;
  badge: number;
  bar: number;
  name: number;
}

const FEW: CardSizes = { headline: 50, headlineLines: 3, row: 50, badge: 34, bar: 26, name: 24 };
const MORE: CardSizes = { headline: 46, headlineLines: 3, row: 44, badge: 30, bar: 23, name: 22 };
const MANY: CardSizes = { headline: 42, headlineLines: 2, row: 40, badge: 28, bar: 20, name: 21 };

/** Where a headline that is drawn as shapes stands. */
export function letterBox(lanes: number): LetterBox {
  const { headline, headlineLines } = cardSizes(lanes);
  return { size: headline, width: HEADLINE_WIDTH, lines: headlineLines, color: CARD_COLORS.ink };
}

export function cardSizes(lanes: number): CardSizes {
  return lanes <= 4 ? FEW : lanes <= 6 ? MORE : MANY;
}

/** The light side of `app/theme.css`, which a picture cannot read. A test holds them together. */
export const CARD_COLORS = { paper: '#fbfaf7', ink: '#1b1a17', ink2: '#5d5a52' } as const;

/** Where nothing happened in a bar. */
export const EMPTY_COLOR = '#efece5';

export const CARD_LANE_COLORS: Readonly<Record<Lane, string>> = {
  A: '#0072b2',
  B: '#c25200',
  C: '#007f5c',
  D: '#a34a80',
  E: '#806600',
  F: '#4b5cc4',
  G: '#7a5a3a',
  H: '#b3262e',
};
