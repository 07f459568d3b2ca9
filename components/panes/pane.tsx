'use client';

import { lanesOf, type PaneState } from '@/lib/client/pane-state';
import { useNamesHidden, usePaneState } from '@/lib/client/use-panes';
import { usePreference } from '@/lib/client/use-preference';
import { useWorkspace } from '@/lib/client/use-workspace';
import type { Lane } from '@/lib/protocol/lane';
import { laneColor } from '../lane/lane-badge';
import { PaneFigures } from '../lane/lane-figures';
import { PaneBoundary } from '../lane/pane-boundary';
import { PaneHeader } from '../lane/pane-header';

import { orderByDrag } from '../ui/order-by-drag';
import { LaneMenuButton } from './lane-menu-button';
import { PaneActions } from './pane-actions';
import { PaneBody } from './pane-body';

/** The lane that has the panes to itself, or the large one among the others; null where all are the same. */
function mainLane(state: PaneState, layout: string): Lane | null {
  return state.maximised ?? (layout === 'focus' ? (lanesOf(state)[0]?.lane ?? null) : null);
}

/** A lane on screen: its model, state, figures, turns and actions. */
export function Pane({ lane }: { lane: Lane }) {
  const [layout] = usePreference('layout');
  const aside = usePaneState((state) => (mainLane(state, layout) ?? lane) !== lane);
  const hidden = useNamesHidden();
  const { store, lanes } = useWorkspace();
  const handle = orderByDrag('lane', lane, (dropped) => {
    const place = lanesOf(store.getState()).findIndex((known) => known.lane === lane);
    void lanes.move(dropped as Lane, place);
  });
  return (
    <article
      // Hidden, not removed, so that it keeps its scroll position and what is open.
      hidden={aside && layout !== 'focus'}
      data-aside={aside || undefined}
      data-slot="pane"
      aria-labelledby={`lane-${lane}`}
      style={laneColor(lane)}
      className="relative grid min-h-0 min-w-0 snap-start grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_minmax(0,1fr)_auto] border-line border-t-(--c) border-t-3 border-r last:border-r-0"
    >
      <PaneBoundary lane={lane}>
        <PaneHeader lane={lane} handle={handle}>
          {(name) => (hidden ? name : <LaneMenuButton lane={lane}>{name}</LaneMenuButton>)}
        </PaneHeader>
        <PaneFigures lane={lane} />
        <PaneBody lane={lane} />
        <PaneActions lane={lane} />
      </PaneBoundary>
    </article>
  );
}
