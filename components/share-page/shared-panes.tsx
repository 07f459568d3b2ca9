'use client';

import type { RefObject } from 'react';
import { lanesOf } from '@/lib/client/pane-state';
import { PaneSourceContext, usePaneSource, usePaneState } from '@/lib/client/use-panes';
import { useShared, useSharedTurn } from '@/lib/client/use-shared';
import { isRunning } from '@/lib/comparison/answer';
import { hidesNames } from '@/lib/comparison/hides-names';
import type { Lane } from '@/lib/protocol/lane';
import { LaneAnswer } from '../lane/lane-answer';
import { laneColor } from '../lane/lane-badge';
import { PaneFigures } from '../lane/lane-figures';
import { PaneBoundary } from '../lane/pane-boundary';
import { PaneHeader } from '../lane/pane-header';
import { useAnswer, useHeadingId } from '../lane/use-lane';
import { CopyButton } from '../ui/copy-button';
import { AnswerLink, answerAnchor } from './answer-link';
import { PickMark } from './author-ballot';
import { BlindHead } from './blind-head';
import { useHeldHeight } from './use-held-height';

/** The answers side by side in full height, with horizontal scrolling. In print one below another. */
export function SharedPanes({ box }: { box: RefObject<HTMLDivElement | null> }) {
  useHeldHeight(box);
  const lanes = usePaneState((state) => lanesOf(state).map(({ lane }) => lane));
  return (
    <div
      ref={box}
      data-slot="shared-panes"
      className={`grid snap-x snap-proximity grid-flow-col overflow-x-auto overflow-y-hidden bg-paper max-sm:items-start print:h-auto! print:grid-flow-row print:auto-cols-auto print:overflow-visible ${lanes.length === 1 ? 'auto-cols-[100%]' : 'auto-cols-[minmax(min(326px,92%),1fr)] sm:auto-cols-[minmax(310px,1fr)]'}`}
    >
      {lanes.map((lane) => (
        <SharedPane key={lane} lane={lane} />
      ))}
    </div>
  );
}

/** A lane of a turn: its model, state, figures and answer, and a link to it. */
export function SharedPane({ lane }: { lane: Lane }) {
  const { record } = useShared();
  const { turn, kept } = useSharedTurn();
  const hidden = hidesNames(record);
  const headingId = useHeadingId(lane);
  const answer = useAnswer(lane);
  return (
    <article
      id={answerAnchor(turn, lane)}
      // A link to the answer moves the focus here.
      tabIndex={-1}
      data-slot="shared-pane"
      aria-labelledby={headingId}
      style={laneColor(lane)}
      className="relative grid min-w-0 scroll-mt-12 snap-start grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_minmax(0,1fr)_auto] border-line border-t-(--c) border-t-3 border-r outline-none last:border-r-0 target:bg-raised target:shadow-[inset_0_0_0_2px_var(--c)] focus-visible:shadow-[inset_0_0_0_2px_var(--focus)]"
    >
      <PaneBoundary lane={lane}>
        {hidden ? (
          <BlindHead lane={lane} />
        ) : (
          <>
            <div>
              <PaneHeader lane={lane} />
              <PickMark lane={lane} />
            </div>
            <PaneFigures lane={lane} />
          </>
        )}
        <div className="measure pt-3.5 pb-6">
          {!answer || (hidden && isRunning(answer)) ? (
            <p className="text-ink-2 text-sm">{hidden ? 'Shown once all have ended.' : 'Nothing has arrived yet.'}</p>
          ) : (
            <LaneAnswer answer={answer} />
          )}
        </div>
        <PaneSourceContext value={kept}>
          <PaneFoot lane={lane} />
        </PaneSourceContext>
      </PaneBoundary>
    </article>
  );
}

/** Copies the answer's final text, also during a replay, or a link to it. */
export function PaneFoot({ lane }: { lane: Lane }) {
  const { rest } = usePaneSource();
  const answer = useAnswer(lane);
  return (
    <footer
      data-slot="pane-foot"
      className="flex min-h-11 items-center border-line border-t px-[max(4px,calc((100%_-_46rem)/2_-_12px))] py-1"
    >
      {answer && answer.text !== '' && <CopyButton text={() => rest.wholeText(answer)} />}
      <AnswerLink lane={lane} />
    </footer>
  );
}
