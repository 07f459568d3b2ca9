'use client';

import { useRef } from 'react';
import { PaneSourceContext } from '@/lib/client/use-panes';
import { useSharedTurn } from '@/lib/client/use-shared';
import { PartBoundary } from '../ui/boundary';
import { SharedPanes } from './shared-panes';
import { SharedStrip } from './shared-strip';
import { VoteBar } from './vote-bar';

/** A turn whose names are hidden: the answers under their letters and the ballot; no track, figures or replay. */
export function BlindSheet() {
  const { turn, kept } = useSharedTurn();
  const panes = useRef<HTMLDivElement>(null);
  return (
    <section
      data-slot="turn-sheet"
      aria-label={`Answers, turn ${turn}`}
      className="rounded-[14px] border border-line bg-raised max-sm:rounded-t-none"
    >
      <PaneSourceContext value={kept}>
        <PartBoundary>
          <SharedStrip scroller={panes} />
        </PartBoundary>
        <div className="overflow-hidden sm:rounded-t-[13px]">
          <SharedPanes box={panes} />
        </div>
        <PartBoundary>
          <VoteBar />
        </PartBoundary>
      </PaneSourceContext>
    </section>
  );
}
