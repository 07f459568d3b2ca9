'use client';

import type { RefObject } from 'react';
import type { Lane } from '@/lib/protocol/lane';
import { goToLane } from '../lane/go-to-lane';
import { LaneTab } from '../lane/lane-tab';
import { useVisibleLanes } from '../lane/use-visible-lanes';

interface LaneStripProps {
  lanes: readonly Lane[];
  /** The box in which the panes are swiped. */
  scroller: RefObject<HTMLElement | null>;
}

/** On a phone one lane is visible at a time. The strip shows all lanes with their state, marks the visible one, and goes to another by a tap. */
export function LaneStrip({ lanes, scroller }: LaneStripProps) {
  const [first] = useVisibleLanes(scroller, lanes);
  if (lanes.length < 2) return null;
  return (
    <nav data-slot="lane-strip" aria-label="Lanes" className="flex border-line border-b bg-raised sm:hidden">
      {lanes.map((lane) => (
        <LaneTab key={lane} lane={lane} current={lane === first} onGo={() => goToLane(lane)} />
      ))}
    </nav>
  );
}
