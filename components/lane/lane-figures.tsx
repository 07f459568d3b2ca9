'use client';

import { Popover } from '@base-ui/react/popover';
import { memo } from 'react';
import { selectedAnswer } from '@/lib/client/pane-state';
import { useBests, usePaneState } from '@/lib/client/use-panes';
import type { Answer } from '@/lib/comparison/answer';
import { figuresOf } from '@/lib/comparison/figures';
import type { Lane } from '@/lib/protocol/lane';
import { PopoverPanel } from '../ui/popover-panel';
import { FigureList } from './figure-list';
import { FiguresLine } from './figures-line';
import { useAnswer, useLaneRecord, usePromptTokens } from './use-lane';

/** An answer's figures in a line, with the best of the turn marked. A press opens all figures with explanations. */
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

/** The figures of the lane's answer in the selected turn. */
export function PaneFigures({ lane }: { lane: Lane }) {
  const answer = useAnswer(lane);
  return (
    <div data-slot="pane-figures" className="measure min-h-6 border-line border-b pb-2 low:pb-1">
      {answer && <LaneFigures answer={answer} />}
    </div>
  );
}

interface FigureGuideProps {
  lane: Lane;
  turn: number;
}

/**
 * Covers a line of figures. A click, tap or key opens all figures of the answer with explanations. It is not rendered again
 * as the figures change, unless it is open.
 */
export const FigureGuide = memo(function FigureGuide({ lane, turn }: FigureGuideProps) {
  const { name } = useLaneRecord(lane, turn);
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={`${lane}, what the figures mean`}
        className="absolute inset-x-0 -inset-y-0.5 cursor-help rounded"
      />
      <PopoverPanel
        side="bottom"
        title={
          <bdi translate="no" className="truncate">
            {name}
          </bdi>
        }
      >
        <Explained lane={lane} turn={turn} />
      </PopoverPanel>
    </Popover.Root>
  );
});

function Explained({ lane, turn }: FigureGuideProps) {
  const { usdPerMillion } = useLaneRecord(lane, turn);
  const answer = usePaneState((state) => selectedAnswer(state, turn, lane));
  const promptTokens = usePromptTokens(lane, turn);
  return (
    <div className="mt-2.5">
      {answer && <FigureList figures={figuresOf(answer, usdPerMillion, promptTokens)} explained />}
    </div>
  );
}
