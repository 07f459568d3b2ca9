import type { CardSpan } from '@/lib/comparison/card';
import { BAR_WIDTH, CARD_COLORS, EMPTY_COLOR } from './card-sizes';

/** The share of the lane's colour in each stretch; the rest is the paper's. */
const STRENGTH: Readonly<Record<CardSpan['kind'], number>> = { wait: 0.155, think: 0.345, write: 1 };

interface CardBarProps {
  spans: readonly CardSpan[];
  color: string;
  /** px */
  height: number;
}

/** A lane's row of the track as an image inside the card, since the layout of hundreds of boxes would take seconds. */
export function CardBar({ spans, color, height }: CardBarProps) {
  const boxes = spans.map(({ kind, from, to }) => {
    const place = `x="${px(from)}" width="${px(to - from)}" height="${height}"`;
    return `<rect ${place} fill="${CARD_COLORS.paper}"/><rect ${place} fill="${color}" fill-opacity="${STRENGTH[kind]}"/>`;
  });
  const size = `width="${BAR_WIDTH}" height="${height}"`;
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect ${size} fill="${EMPTY_COLOR}"/>${boxes.join('')}</svg>`;
  const source = `data:image/svg+xml;base64,${btoa(drawing)}`;
  // biome-ignore lint/performance/noImgElement: this is drawn by `next/og`, not by a browser.
  return <img alt="" src={source} width={BAR_WIDTH} height={height} style={{ borderRadius: 7 }} />;
}

function px(part: number): string {
  return (part * BAR_WIDTH).toFixed(2);
}
