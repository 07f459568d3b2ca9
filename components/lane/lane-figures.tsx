'use client';

import { memo, useMemo } from 'react';
import { latePart } from '@/lib/client/late-part';
import { useBests } from '@/lib/client/use-bests';
import { useNamesHidden } from '@/lib/client/use-panes';

import { type Answer, isRunning } from '@/lib/comparison/answer';
import { figuresOf } from '@/lib/comparison/figures';
import type { Lane } from '@/lib/protocol/lane';
import { LatePanel } from '../ui/late-panel';
import { FiguresLine } from './figures-line';
import { useAnswer, useLaneRecord, usePromptTokens } from './use-lane';

const figurePopover = latePart(async () => (await import('./figure-popover')).FigurePopover);

/** An answer's figures in a line, with the best of the turn marked. A press opens all figures with explanations. */
export function LaneFigures({ answer }: { answer: Answer }) {
  const { lane, turn } = answer;
  const { usdPerMillion } = useLaneRecord(lane, turn);
  const figures = figuresOf(useInSteps(answer), usdPerMillion, usePromptTokens(lane, turn));
  const bests = useBests(turn);
  return (
    <div data-slot="lane-figures" className="relative z-1">
      <FiguresLine lane={lane} figures={figures} bests={bests} />
      <FigureGuide lane={lane} turn={turn} />
    </div>
  );
}

/** The figures of an answer that is written change so often, ms: nobody reads them faster, and each change lays out its pane. */
const STEP_MS = 250;

/** @returns the answer as it was in the last step, by the times of its pieces; as it is when it enters another phase. */
function useInSteps(answer: Answer): Answer {
  const { run, attempt, phase } = answer;
  const step = Math.floor((answer.textMarks.at(-2) ?? answer.reasoningMarks.at(-2) ?? 0) / STEP_MS);
  // An ended answer changes when more of it is loaded, or its cost comes.
  const ended = isRunning(answer) ? null : answer;
  // biome-ignore lint/correctness/useExhaustiveDependencies: these say when there is another step.
  return useMemo(() => answer, [run, attempt, phase, step, ended]);
}

/** The figures of the lane's answer in the selected turn. */
export function PaneFigures({ lane }: { lane: Lane }) {
  const answer = useAnswer(lane);
  const hidden = useNamesHidden();
  return (
    <div
      data-slot="pane-figures"
      className="measure min-h-6 border-line border-b pb-2 low:pb-1 pointer-coarse:not-short:pb-2.5"
    >
      {answer && !hidden && <LaneFigures answer={answer} />}
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
  return (
    <LatePanel
      part={figurePopover}
      trigger={
        <button
          type="button"
          aria-label={`${lane}, what the figures mean`}
          className="absolute inset-x-0 -inset-y-[4px] cursor-help pointer-coarse:after:translate-y-0 pointer-coarse:after:top-0 rounded"
        />
      }
    >
      {(FigurePopover, trigger) => <FigurePopover lane={lane} turn={turn} trigger={trigger} />}
    </LatePanel>
  );
});
