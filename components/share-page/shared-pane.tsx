'use client';

import { PaneSourceContext } from '@/lib/client/use-panes';
import { useSharedTurn } from '@/lib/client/use-shared';
import type { Lane } from '@/lib/protocol/lane';
import { LaneAnswer } from '../lane/lane-answer';
import { laneColor } from '../lane/lane-badge';
import { PaneFigures } from '../lane/lane-figures';
import { PaneBoundary } from '../lane/pane-boundary';
import { PaneHeader } from '../lane/pane-header';
import { useAnswer, useHeadingId } from '../lane/use-lane';
import { answerAnchor } from './answer-anchor';
import { PaneFoot } from './pane-foot';

/** A lane of a turn: who, how it went, its figures, its answer, and a link to just that. */
export function SharedPane({ lane }: { lane: Lane }) {
  const { turn, kept } = useSharedTurn();
  const headingId = useHeadingId(lane);
  const answer = useAnswer(lane);
  return (
    <article
      id={answerAnchor(turn, lane)}
      // A link to it moves the focus here.
      tabIndex={-1}
      data-slot="shared-pane"
      aria-labelledby={headingId}
      style={laneColor(lane)}
      className="relative grid min-w-0 scroll-mt-12 snap-start grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_minmax(0,1fr)_auto] border-line border-t-(--c) border-t-3 border-r outline-none last:border-r-0 target:bg-raised target:shadow-[inset_0_0_0_2px_var(--c)] focus-visible:shadow-[inset_0_0_0_2px_var(--focus)]"
    >
      <PaneBoundary lane={lane}>
        <PaneHeader lane={lane} />
        <PaneFigures lane={lane} />
        <div className="measure pt-3.5 pb-6">
          {answer ? <LaneAnswer answer={answer} /> : <p className="text-ink-2 text-sm">Nothing has arrived yet.</p>}
        </div>
        <PaneSourceContext value={kept}>
          <PaneFoot lane={lane} />
        </PaneSourceContext>
      </PaneBoundary>
    </article>
  );
}
