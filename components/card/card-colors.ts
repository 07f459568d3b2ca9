import type { Lane } from '@/lib/protocol/lane';

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
