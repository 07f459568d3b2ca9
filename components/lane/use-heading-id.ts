'use client';

import { latestTurn } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';
import type { Lane } from '@/lib/protocol/lane';

/** The id of a pane's heading. A shared comparison has panes for each turn, one's own for each lane. */
export function useHeadingId(lane: Lane): string {
  const turn = usePaneState(latestTurn);
  return useReadOnly() ? `lane-${turn}-${lane}` : `lane-${lane}`;
}
