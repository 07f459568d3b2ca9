import type { Figures } from '@/lib/comparison/figures';
import { dollars } from '../ui/format';
import { FigureCell } from './figure-cell';
import { shortCount, shortSeconds } from './short-figures';

interface FiguresLineProps {
  figures: Figures;
  /** Which of them are the best of the turn. */
  best: { firstToken: boolean; tokensPerSecond: boolean; cost: boolean };
}

/** First token, speed, tokens, cost; ≈ where the provider has not told yet. Each has its place: growing moves nothing. */
export function FiguresLine({ figures: { firstToken, tokensPerSecond, tokens, cost }, best }: FiguresLineProps) {
  return (
    <dl
      data-slot="figures-line"
      className="grid max-w-[27rem] grid-cols-[1.25fr_0.95fr_0.9fr_1fr] gap-x-1.5 text-ink-2 text-xs"
    >
      <FigureCell label="first" best={best.firstToken}>
        {firstToken === null ? '–' : shortSeconds(firstToken)}
      </FigureCell>
      <FigureCell label="tok/s" best={best.tokensPerSecond}>
        {tokensPerSecond === null ? '–' : shortCount(tokensPerSecond)}
      </FigureCell>
      <FigureCell label="tok">
        {tokens.estimated && tokens.output > 0 ? '≈' : ''}
        {shortCount(tokens.output)}
      </FigureCell>
      <FigureCell label="cost" silent best={best.cost}>
        {cost === null ? '–' : `${cost.estimated && cost.usd > 0 ? '≈' : ''}${dollars(cost.usd)}`}
      </FigureCell>
    </dl>
  );
}
