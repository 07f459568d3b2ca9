'use client';

import { useState } from 'react';
import { useIsOver } from '@/lib/client/use-shared';
import { useWorkspaceState } from '@/lib/client/use-workspace';
import { Announcer } from '../workspace/announcer';

/** What a spectator should know of a turn that was running when the page was opened. */
export function LiveNote() {
  const over = useIsOver();
  const [watched] = useState(!over);
  const problem = useWorkspaceState((state) => state.problem);
  const connections = useWorkspaceState((state) => Object.values(state.connections));
  if (!watched) return null;
  const words = over ? null : (problem ?? wordsFor(connections));
  return (
    <>
      <Announcer />
      <p
        role="status"
        data-slot="live-note"
        className="border-line border-t px-[18px] py-3 text-[13.5px] text-ink-2 empty:hidden"
      >
        {words}
      </p>
    </>
  );
}

function wordsFor(connections: readonly string[]): string | null {
  if (connections.includes('lost')) return 'The server no longer has this run. What had come is still here.';
  return connections.includes('reconnecting') ? 'Reconnecting…' : null;
}
