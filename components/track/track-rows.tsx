'use client';

import { useRef } from 'react';
import { lanesOf, selectedAnswer, selectedTurn } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';
import { TrackAxis } from './track-axis';
import { TrackRow } from './track-row';
import { useTrackClock } from './use-track-clock';

/** Rows of more lanes than this are thin where the window is not high. */
const MANY = 5;

/** A row for each lane that was asked, over one time scale. */
export function TrackRows() {
  const box = useRef<HTMLDivElement>(null);
  const lanes = usePaneState((state) =>
    lanesOf(state).flatMap(({ lane }) => (selectedAnswer(state, selectedTurn(state), lane) ? [lane] : [])),
  );
  const readOnly = useReadOnly();
  const { ticks, grain, first } = useTrackClock(box);
  return (
    // The clock has gone on between the server's drawing and ours.
    <div
      ref={box}
      // For the button that folds them. A page of several tracks has none.
      id={readOnly ? undefined : 'track-rows'}
      data-slot="track-rows"
      data-many={lanes.length > MANY || undefined}
      className="group/rows relative folded:hidden"
      style={first}
      suppressHydrationWarning
    >
      <ul className="grid gap-[3px] pb-4 sm:gap-1 low:group-data-many/rows:gap-px">
        {lanes.map((lane) => (
          <TrackRow key={lane} lane={lane} grain={grain} />
        ))}
      </ul>
      <TrackAxis ticks={ticks} />
    </div>
  );
}
