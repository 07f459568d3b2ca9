'use client';

import { useBests } from '@/lib/client/use-shown';
import { figuresOf } from '@/lib/comparison/figures';
import type { Lane } from '@/lib/protocol/lane';
import { FiguresLine } from './figures-line';
import { useAnswer, useLaneRecord } from './use-lane';
import { usePromptTokens } from './use-prompt-tokens';

/** The figures of the lane's answer in the selected turn, and which of them no other lane betters. */
export function PaneFigures({ lane }: { lane: Lane }) {
  const { usdPerMillion } = useLaneRecord(lane);
  const answer = useAnswer(lane);
  const turn = answer?.turn ?? 0;
  const promptTokens = usePromptTokens(lane, turn);
  const bests = useBests(turn);
  return (
    <div data-slot="pane-figures" className="measure min-h-6 border-line border-b pb-2">
      {answer && <FiguresLine lane={lane} figures={figuresOf(answer, usdPerMillion, promptTokens)} bests={bests} />}
    </div>
  );
}
