import type { Lane } from '@/lib/protocol/lane';
import type { LetterBox } from './lettering/letter';

/** The size of link previews, px. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;

export const HEADLINE_WIDTH = 1040;

/** The length of the bars, equal on every card, px. */
export const BAR_WIDTH = 732;

/** The sizes that shrink with more lanes, px. */
export interface CardSizes {
  headline: number;
  /** The most lines; more are cut. */
  headlineLines: number;
  /** The gap between rows. */
  row: number;
  badge: number;
  bar: number;
  name: number;
}

const FEW: CardSizes = { headline: 50, headlineLines: 3, row: 50, badge: 34, bar: 26, name: 24 };
const MORE: CardSizes = { headline: 46, headlineLines: 3, row: 44, badge: 30, bar: 23, name: 22 };
const MANY: CardSizes = { headline: 42, headlineLines: 2, row: 40, badge: 28, bar: 20, name: 21 };

/** The place of a headline that is drawn as shapes. */
export function letterBox(lanes: number): LetterBox {
  const { headline, headlineLines } = cardSizes(lanes);
  return { size: headline, width: HEADLINE_WIDTH, lines: headlineLines, color: CARD_COLORS.ink };
}

export function cardSizes(lanes: number): CardSizes {
  return lanes <= 4 ? FEW : lanes <= 6 ? MORE : MANY;
}

/** The light theme of `app/theme.css`, which a picture cannot read. A test keeps them equal. */
export const CARD_COLORS = { paper: '#fbfaf7', ink: '#1b1a17', ink2: '#5d5a52' } as const;

/** What holds a card, from top to bottom. */
export const CARD_FRAME = {
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'space-between',
  width: '100%',
  height: '100%',
  background: CARD_COLORS.paper,
  color: CARD_COLORS.ink,
  fontFamily: 'Geist',
} as const;

/** The parts of a bar where nothing happened. */
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
