'use client';

import { useRef } from 'react';
import { PaneSourceContext } from '@/lib/client/use-panes';
import { useIsPaused, useSharedTurn } from '@/lib/client/use-shared';
import { Track } from '../track/track';
import { PartBoundary } from '../ui/boundary';
import { ReplayBar } from './replay-bar';
import { SharedPanes } from './shared-panes';
import { SharedStrip } from './shared-strip';
import { TurnSummary } from './turn-summary';
import { useHeldHeight } from './use-held-height';
import { WatchedAnnouncer } from './watched-announcer';

/** A turn as a sheet of paper: what ran when, its replay, the answers, and what it came to. */
export function TurnSheet() {
  const { turn, kept, played } = useSharedTurn();
  const paused = useIsPaused();
  const track = useRef<HTMLDivElement>(null);
  const panes = useRef<HTMLDivElement>(null);
  useHeldHeight(track);
  return (
    <section
      data-slot="turn-sheet"
      data-paused={paused}
      aria-label={`Answers, turn ${turn}`}
      className="rounded-[14px] border border-line bg-raised [&_.track]:content-start [&_.track]:rounded-t-[13px]"
    >
      <PaneSourceContext value={played}>
        <div ref={track} className="grid grid-cols-[minmax(0,1fr)]">
          <PartBoundary>
            <Track />
          </PartBoundary>
        </div>
        <PartBoundary>
          <ReplayBar />
          <SharedStrip scroller={panes} />
        </PartBoundary>
      </PaneSourceContext>
      <div className="overflow-hidden rounded-b-[13px]">
        <PaneSourceContext value={played}>
          <SharedPanes box={panes} />
        </PaneSourceContext>
        <PaneSourceContext value={kept}>
          <WatchedAnnouncer />
          <PartBoundary>
            <TurnSummary />
          </PartBoundary>
        </PaneSourceContext>
      </div>
    </section>
  );
}
