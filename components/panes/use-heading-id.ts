'use client';

import { useReadOnly, useWorkspaceState } from '@/lib/client/use-workspace';
import { latestTurn } from '@/lib/client/workspace-state';
import type { Lane } from '@/lib/protocol/lane';

/** The id of a pane's heading. A shared comparison has panes for each turn, one's own for each lane. */
export function useHeadingId(lane: Lane): string {
  const turn = useWorkspaceState(latestTurn);
  return useReadOnly() ? `lane-${turn}-${lane}` : `lane-${lane}`;
}
