'use client';

import type { RefObject } from 'react';
import { lanesOf } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { useSharedTurn } from '@/lib/client/use-shared';
import type { Lane } from '@/lib/protocol/lane';
import { LaneTab } from '../lane/lane-tab';
import { useVisibleLanes } from '../lane/use-visible-lanes';
import { answerAnchor } from './answer-anchor';
import { useHeadsPassed } from './use-heads-passed';
import { useHeightInView } from './use-height-in-view';

/** Whose answers these are, a tap away: on a phone always, else once the panes' own heads are out of sight. */
export function SharedStrip({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const { turn } = useSharedTurn();
  const lanes = usePaneState((state) => lanesOf(state).map(({ lane }) => lane));
  const inView = useVisibleLanes(scroller, lanes);
  const passed = useHeadsPassed(scroller);
  useHeightInView(
    scroller,
    inView.map((lane) => lanes.indexOf(lane)),
  );
  if (lanes.length < 2) return null;
  return (
    <nav
      data-slot="shared-strip"
      data-needs-script
      aria-label={`Lanes, turn ${turn}`}
      className="sticky top-0 z-2 sm:h-0 print:hidden"
    >
      <div className={`flex border-line border-b bg-raised ${passed ? 'sm:shadow-sm' : 'sm:invisible'}`}>
        {lanes.map((lane) => (
          <LaneTab key={lane} lane={lane} current={lane === inView[0]} onGo={() => goTo(turn, lane)} />
        ))}
      </div>
    </nav>
  );
}

/** Brings a lane into view, at the height at which one reads, and moves the focus there. */
function goTo(turn: number, lane: Lane): void {
  const pane = document.getElementById(answerAnchor(turn, lane));
  pane?.focus({ preventScroll: true });
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  pane?.scrollIntoView({ inline: 'start', block: 'nearest', behavior: still ? 'auto' : 'smooth' });
}
