'use client';

import { Popover } from '@base-ui/react/popover';
import { selectedAnswer } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { figuresOf } from '@/lib/comparison/figures';
import type { Lane } from '@/lib/protocol/lane';
import type { Trigger } from '../ui/late-panel';
import { PopoverPanel } from '../ui/popover-panel';
import { FigureList } from './figure-list';
import { useLaneRecord, usePromptTokens } from './use-lane';

interface FigurePopoverProps {
  lane: Lane;
  turn: number;
  trigger: Trigger;
}

/** All figures of an answer, with explanations. */
export function FigurePopover({ lane, turn, trigger }: FigurePopoverProps) {
  const { name } = useLaneRecord(lane, turn);
  return (
    <Popover.Root>
      <Popover.Trigger render={trigger} />
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
}

function Explained({ lane, turn }: Omit<FigurePopoverProps, 'trigger'>) {
  const { usdPerMillion } = useLaneRecord(lane, turn);
  const answer = usePaneState((state) => selectedAnswer(state, turn, lane));
  const promptTokens = usePromptTokens(lane, turn);
  return (
    <div className="mt-2.5">
      {answer && <FigureList figures={figuresOf(answer, usdPerMillion, promptTokens)} explained />}
    </div>
  );
}
