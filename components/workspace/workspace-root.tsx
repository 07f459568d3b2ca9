'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { deleteKey, getKey, postConnect, postKey } from '@/lib/client/api';
import { browserPorts } from '@/lib/client/browser-ports';
import { createKeyStore } from '@/lib/client/key-store';
import { KeyContext } from '@/lib/client/use-key';
import { PaneSourceContext } from '@/lib/client/use-panes';
import { WorkspaceContext } from '@/lib/client/use-workspace';
import { createWorkspace } from '@/lib/client/workspace';
import type { WorkspaceState } from '@/lib/client/workspace-state';
import type { Payer } from '@/lib/protocol/key';

function goTo(url: string): void {
  window.location.assign(url);
}

interface WorkspaceRootProps {
  initial: WorkspaceState;
  payer: Payer;
  /** The age of each active run when the page was rendered, ms. */
  elapsed: Readonly<Record<string, number>>;
  children: ReactNode;
}

/** Takes over from what the server has drawn, at the sequence numbers that it had reached. */
export function WorkspaceRoot({ initial, payer, elapsed, children }: WorkspaceRootProps) {
  const [workspace] = useState(() => {
    const made = createWorkspace(initial, browserPorts);
    for (const [run, ms] of Object.entries(elapsed)) made.clocks.note(run, ms);
    return made;
  });
  const [key] = useState(() => createKeyStore(payer, { getKey, postKey, deleteKey, postConnect, goTo }));
  useEffect(() => workspace.connect(), [workspace]);
  return (
    <PaneSourceContext value={workspace}>
      <WorkspaceContext value={workspace}>
        <KeyContext value={key}>{children}</KeyContext>
      </WorkspaceContext>
    </PaneSourceContext>
  );
}
