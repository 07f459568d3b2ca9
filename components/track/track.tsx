'use client';

import type { CSSProperties } from 'react';
import { lanesOf, selectedAnswer, selectedTurn } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';
import { TrackRows } from './track-rows';
import { TrackSum } from './track-sum';

/** When each lane of the turn in view waited, thought and wrote, on one time scale. Folded, its sum alone. */
export function Track() {
  const asked = usePaneState((state) =>
    lanesOf(state).some(({ lane }) => selectedAnswer(state, selectedTurn(state), lane)),
  );
  const turn = usePaneState(selectedTurn);
  const readOnly = useReadOnly();
  if (!asked) return <div data-slot="track" />;
  return (
    <section
      data-slot="track"
      // A shared comparison has a track for each turn.
      aria-label={`When each model waited, thought and wrote${readOnly && turn > 1 ? `, turn ${turn}` : ''}`}
      style={{ '--names': readOnly ? '104px' : '16px' } as CSSProperties}
      className="track grid grid-cols-[minmax(0,1fr)] gap-x-5 gap-y-1.5 border-line border-b bg-raised px-4 py-2 sm:px-[18px] sm:py-2.5 md:grid-cols-[minmax(0,1fr)_252px] low:py-1.5 folded:grid-cols-[minmax(0,1fr)] folded:py-1 short:py-px"
    >
      <TrackRows />
      <TrackSum />
    </section>
  );
}
