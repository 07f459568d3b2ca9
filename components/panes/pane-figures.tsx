'use client';

import { figuresOf } from '@/lib/comparison/figures';
import type { Lane } from '@/lib/protocol/lane';
import { dollars, seconds } from '../ui/format';
import { useAnswer, useLaneRecord } from './use-lane';
import { usePromptTokens } from './use-prompt-tokens';

/** First token, speed, tokens, cost; ≈ where the provider has not told yet. */
export function PaneFigures({ lane }: { lane: Lane }) {
  const { usdPerMillion } = useLaneRecord(lane);
  const answer = useAnswer(lane);
  const promptTokens = usePromptTokens(lane, answer?.turn ?? 0);
  if (!answer) return <div data-slot="pane-figures" className="border-line border-b" />;
  const { firstToken, tokensPerSecond, tokens, cost } = figuresOf(answer, usdPerMillion, promptTokens);
  const about = (estimated: boolean) => (estimated ? '≈ ' : '');
  return (
    <dl
      data-slot="pane-figures"
      className="flex gap-x-3 overflow-hidden whitespace-nowrap border-line border-b px-4 pb-2 font-mono text-ink-2 text-xs tabular-nums [&_dd]:text-ink [&>div]:flex [&>div]:flex-row-reverse [&>div]:gap-1"
    >
      <div>
        <dt>first</dt>
        <dd>{firstToken === null ? '–' : seconds(firstToken)}</dd>
      </div>
      <div>
        <dt>tok/s</dt>
        <dd>{tokensPerSecond === null ? '–' : Math.round(tokensPerSecond)}</dd>
      </div>
      <div>
        <dt>tok</dt>
        <dd>
          {about(tokens.estimated && tokens.output > 0)}
          {tokens.output}
        </dd>
      </div>
      <div>
        <dt className="sr-only">cost</dt>
        <dd>{cost === null ? '–' : `${about(cost.estimated && cost.usd > 0)}${dollars(cost.usd)}`}</dd>
      </div>
    </dl>
  );
}
