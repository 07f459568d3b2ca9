'use client';

import { useStore } from 'zustand';
import { useSharedTurn } from '@/lib/client/use-shared';
import type { WorkspaceState } from '@/lib/client/workspace-state';

/** In the place of the replay, while lanes run: how it stands with what is still to come. */
export function RunningNote() {
  const words = useStore(useSharedTurn().kept.store, wordsFor);
  return (
    <p role="status" data-slot="running-note">
      {words}
    </p>
  );
}

function wordsFor({ problem, connections }: WorkspaceState): string {
  const all = Object.values(connections);
  if (problem !== null) return problem;
  if (all.includes('lost')) return 'The server no longer has this run. The part that arrived is still here.';
  if (all.includes('reconnecting')) return 'Reconnecting…';
  return 'Live. The replay is available once every lane has finished.';
}
