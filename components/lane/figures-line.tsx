import type { Bests } from '@/lib/comparison/bests';
import { FIGURES, type FigureKey, SHORT } from '@/lib/comparison/figure-table';
import type { Figures } from '@/lib/comparison/figures';
import type { Lane } from '@/lib/protocol/lane';
import { FigureCell } from './figure-cell';

interface FiguresLineProps {
  lane: Lane;
  figures: Figures;
  bests: Bests;
}

/** First word, writing speed, tokens, cost; ≈ where the provider has not told yet. Each has its place: growing moves nothing. */
export function FiguresLine({ lane, figures, bests }: FiguresLineProps) {
  const shown = (key: FigureKey) => FIGURES[key].shown(figures, SHORT);
  return (
    <dl
      data-slot="figures-line"
      className="grid max-w-[27rem] grid-cols-[1.25fr_0.95fr_0.9fr_1fr] gap-x-1.5 text-ink-2 text-xs"
    >
      <FigureCell label="first" best={bests.firstWord.lanes.includes(lane)}>
        {shown('firstWord')}
      </FigureCell>
      <FigureCell label="tok/s" best={bests.writingSpeed.lanes.includes(lane)}>
        {shown('writingSpeed')}
      </FigureCell>
      <FigureCell label="tok">{shown('tokens')}</FigureCell>
      <FigureCell label="cost" silent best={bests.cost.lanes.includes(lane)}>
        {shown('cost')}
      </FigureCell>
    </dl>
  );
}
