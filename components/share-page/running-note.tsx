'use client';

import { useStore } from 'zustand';
import type { PaneState } from '@/lib/client/pane-state';
import { useSharedTurn } from '@/lib/client/use-shared';

/** In the place of the replay, while lanes run: how it stands with what is still to come. */
export function RunningNote() {
  const words = useStore(useSharedTurn().kept.store, runningNote);
  return (
    <p role="status" data-slot="running-note">
      {words}
    </p>
  );
}

/** @returns what a spectator is told of the runs under way. */
export function runningNote({ connections }: PaneState): string {
  const all = Object.values(connections);
  if (all.includes('revoked')) return REVOKED;
  if (all.includes('lost')) return 'The server no longer has this run. The part that arrived is still here.';
  if (all.includes('reconnecting')) return 'Reconnecting…';
  return 'Live. The replay is available once every lane has finished.';
}

const REVOKED = 'The person who shared this has revoked the link. The part that arrived before is still here.';
