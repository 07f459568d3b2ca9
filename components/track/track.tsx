'use client';

import { type CSSProperties, useLayoutEffect, useRef } from 'react';
import { lanesOf, selectedAnswer, selectedTurn } from '@/lib/client/pane-state';
import { useNamesHidden, usePaneState } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';

import { BlindNote } from './blind-note';
import { TrackAxis } from './track-axis';
import { TrackRow } from './track-row';
import { TrackSum } from './track-times';
import { useTrackClock } from './use-track-clock';

/** When each lane of the selected turn waited, thought and wrote, on one time scale. Folded, only the sum. */
export function Track() {
  const hasAnswers = usePaneState((state) =>
    lanesOf(state).some(({ lane }) => selectedAnswer(state, selectedTurn(state), lane)),
  );
  const turn = usePaneState(selectedTurn);
  const readOnly = useReadOnly();
  const hidden = useNamesHidden();
  if (!hasAnswers) return <div data-slot="track" />;
  if (hidden) return readOnly ? <div data-slot="track" /> : <BlindNote />;
  return (
    <section
      data-slot="track"
      // A shared comparison has a track per turn.
      aria-label={`When each model waited, thought and wrote${readOnly && turn > 1 ? `, turn ${turn}` : ''}`}
      style={{ '--names': readOnly ? '104px' : '16px' } as CSSProperties}
      className="track grid grid-cols-[minmax(0,1fr)] gap-x-5 gap-y-1.5 border-line border-b bg-raised px-4 py-2 sm:px-[18px] sm:py-2.5 md:grid-cols-[minmax(0,1fr)_252px] low:py-1.5 folded:grid-cols-[minmax(0,1fr)] folded:py-1 short:py-px"
    >
      <TrackRows />
      <TrackSum />
    </section>
  );
}

/** With more lanes the rows are thin in a low window. */
const MANY = 5;

/** A row for each lane of the turn, on one time scale. */
export function TrackRows() {
  const box = useRef<HTMLDivElement>(null);
  const lanes = usePaneState((state) =>
    lanesOf(state).flatMap(({ lane }) => (selectedAnswer(state, selectedTurn(state), lane) ? [lane] : [])),
  );
  const readOnly = useReadOnly();
  const { ticks, grain, first, place } = useTrackClock(box);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new ticks are to be placed.
  useLayoutEffect(() => {
    if (box.current) place(box.current);
  }, [ticks, place]);
  return (
    // The clock went on between rendering on the server and here.
    <div
      ref={box}
      // For the fold button, which a page with several tracks does not have.
      id={readOnly ? undefined : 'track-rows'}
      data-slot="track-rows"
      data-many={lanes.length > MANY || undefined}
      className="group/rows relative folded:hidden"
      style={first}
      suppressHydrationWarning
    >
      {/* A shared page has the room to have its rows as far apart as a finger needs, 24 px. */}
      <ul
        className={`grid pb-4 ${readOnly ? 'gap-[9px] sm:gap-2' : 'gap-[3px] sm:gap-1 low:group-data-many/rows:gap-px'}`}
      >
        {lanes.map((lane) => (
          <TrackRow key={lane} lane={lane} grain={grain} place={place} />
        ))}
      </ul>
      <TrackAxis ticks={ticks} />
    </div>
  );
}
