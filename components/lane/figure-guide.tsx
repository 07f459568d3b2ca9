'use client';

import { Popover } from '@base-ui/react/popover';
import { memo } from 'react';
import { selectedAnswer } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { figuresOf } from '@/lib/comparison/figures';
import type { Lane } from '@/lib/protocol/lane';
import { PopoverPanel } from '../ui/popover-panel';
import { FigureList } from './figure-list';
import { useLaneRecord } from './use-lane';
import { usePromptTokens } from './use-prompt-tokens';

interface FigureGuideProps {
  lane: Lane;
  turn: number;
}

/**
 * Lies over a line of figures. By a click, a tap or a key it opens all of the answer's figures and what each means. It
 * is not drawn again as the figures move, unless it is open.
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
