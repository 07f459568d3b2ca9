'use client';

import { usePaneState } from '@/lib/client/use-panes';
import type { Lane } from '@/lib/protocol/lane';
import { laneColor } from '../lane/lane-badge';
import { PaneFigures } from '../lane/lane-figures';
import { PaneBoundary } from '../lane/pane-boundary';
import { PaneHeader } from '../lane/pane-header';
import { LaneMenuButton } from './lane-menu-button';
import { PaneActions } from './pane-actions';
import { PaneBody } from './pane-body';

/** A lane on screen: its model, state, figures, turns and actions. */
export function Pane({ lane }: { lane: Lane }) {
  const aside = usePaneState(({ maximised }) => maximised !== null && maximised !== lane);
  return (
    <article
      // Hidden, not removed, so that it keeps its scroll position and what is open.
      hidden={aside}
      data-slot="pane"
      aria-labelledby={`lane-${lane}`}
      style={laneColor(lane)}
      className="relative grid min-h-0 min-w-0 snap-start grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_minmax(0,1fr)_auto] border-line border-t-(--c) border-t-3 border-r last:border-r-0"
    >
      <PaneBoundary lane={lane}>
        <PaneHeader lane={lane}>{(name) => <LaneMenuButton lane={lane}>{name}</LaneMenuButton>}</PaneHeader>
        <PaneFigures lane={lane} />
        <PaneBody lane={lane} />
        <PaneActions lane={lane} />
      </PaneBoundary>
    </article>
  );
}
