'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { browserPorts } from '@/lib/client/browser-ports';
import { PaneSourceContext } from '@/lib/client/use-panes';
import { WorkspaceContext } from '@/lib/client/use-workspace';
import { createWorkspace } from '@/lib/client/workspace';
import type { WorkspaceState } from '@/lib/client/workspace-state';

interface WorkspaceRootProps {
  initial: WorkspaceState;
  /** The age of each active run when the page was rendered, ms. */
  elapsed: Readonly<Record<string, number>>;
  children: ReactNode;
}

/** Takes over from what the server has drawn, at the sequence numbers that it had reached. */
export function WorkspaceRoot({ initial, elapsed, children }: WorkspaceRootProps) {
  const [workspace] = useState(() => {
    const made = createWorkspace(initial, browserPorts);
    for (const [run, ms] of Object.entries(elapsed)) made.clocks.note(run, ms);
    return made;
  });
  useEffect(() => workspace.connect(), [workspace]);
  return (
    <PaneSourceContext value={workspace}>
      <WorkspaceContext value={workspace}>{children}</WorkspaceContext>
    </PaneSourceContext>
  );
}
