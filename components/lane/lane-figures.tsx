'use client';

import { useBests } from '@/lib/client/use-panes';
import type { Answer } from '@/lib/comparison/answer';
import { figuresOf } from '@/lib/comparison/figures';
import { FigureGuide } from './figure-guide';
import { FiguresLine } from './figures-line';
import { useLaneRecord } from './use-lane';
import { usePromptTokens } from './use-prompt-tokens';

/** An answer's figures in a line, and which of them no other lane betters; pressed, all of them and what they mean. */
export function LaneFigures({ answer }: { answer: Answer }) {
  const { lane, turn } = answer;
  const { usdPerMillion } = useLaneRecord(lane, turn);
  const figures = figuresOf(answer, usdPerMillion, usePromptTokens(lane, turn));
  const bests = useBests(turn);
  return (
    <div data-slot="lane-figures" className="relative">
      <FiguresLine lane={lane} figures={figures} bests={bests} />
      <FigureGuide lane={lane} turn={turn} />
    </div>
  );
}
