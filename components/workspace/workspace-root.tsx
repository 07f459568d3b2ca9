'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { loadRequests } from '@/lib/client/api';
import { atIdle } from '@/lib/client/at-idle';
import { browserPorts } from '@/lib/client/browser-ports';
import type { Draft } from '@/lib/client/draft';
import { localStore } from '@/lib/client/guarded-storage';
import { createKeyStore, type KeyPorts } from '@/lib/client/key-store';
import { type LatePart, latePart } from '@/lib/client/late-part';
import { pageCatalog } from '@/lib/client/use-catalog';
import { KeyContext } from '@/lib/client/use-key';
import { PaneSourceContext } from '@/lib/client/use-panes';
import { WorkspaceContext } from '@/lib/client/use-workspace';
import { createWorkspace, type Workspace } from '@/lib/client/workspace';
import type { WorkspaceState } from '@/lib/client/workspace-state';
import type { Payer } from '@/lib/protocol/payer';
import { markdown } from '../answer/late-markdown';
import { drawnParts, lateLanes } from '../panes/late-lanes';

/** No page needs them before its key is looked at. */
const keyRequests = () => loadRequests(() => import('@/lib/client/key-requests'));

const keyPorts: Omit<KeyPorts, 'goTo'> = {
  getKey: async () => (await keyRequests()).getKey(),
  postKey: async (given) => (await keyRequests()).postKey(given),
  deleteKey: async () => (await keyRequests()).deleteKey(),
  postConnect: async (request) => (await keyRequests()).postConnect(request),
};

function goTo(url: string): void {
  window.location.assign(url);
}

const lineUps = latePart(() => import('@/lib/client/line-ups'));

/** Of the line-ups as they are now: another tab may have changed them. */
function lineUpOf(draft: Draft): string | null {
  const late = lineUps.store.getState();
  const catalog = pageCatalog.store.getState();
  if (late.kind !== 'ready') return null;
  const { createLineUpStore, nameOfLineUp, shippedLineUps } = late.part;
  const own = createLineUpStore(localStore).store.getState().lineUps;
  return nameOfLineUp(draft, [...own, ...(catalog.kind === 'ready' ? shippedLineUps(catalog.catalog) : [])]);
}

/** What draws a comparison. */
const PARTS: readonly LatePart<unknown>[] = [lateLanes, markdown];

/**
 * What comes would be drawn in place of the server's HTML, so it waits until the code that draws it has taken over, or has
 * failed. The clocks wait with it: what React takes over must be as the server has drawn it.
 *
 * @returns a function that ends this.
 */
function connectToDraw({ connect }: Workspace): () => void {
  let leave: (() => void) | null = null;
  const look = () => {
    const kinds = PARTS.map(({ store }) => store.getState().kind);
    const { lanes, track } = drawnParts.getState();
    const isDrawn = (lanes && track) || kinds.includes('failed');
    if (isDrawn && kinds.every((kind) => kind === 'ready' || kind === 'failed')) leave ??= connect();
  };
  const ended = [...PARTS.map(({ store }) => store.subscribe(look)), drawnParts.subscribe(look)];
  for (const part of PARTS) part.load();
  look();
  return () => {
    for (const end of ended) end();
    leave?.();
  };
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
    const made = createWorkspace(initial, { ...browserPorts, lineUpOf });
    for (const [run, ms] of Object.entries(elapsed)) made.clocks.note(run, ms);
    return made;
  });
  const [key] = useState(() => createKeyStore(payer, { ...keyPorts, goTo }));
  useEffect(() => {
    if (initial.panes.record !== null) return connectToDraw(workspace);
    for (const { preload } of [...PARTS, lineUps]) atIdle(preload);
    return workspace.connect();
  }, [workspace, initial]);
  return (
    <PaneSourceContext value={workspace}>
      <WorkspaceContext value={workspace}>
        <KeyContext value={key}>{children}</KeyContext>
      </WorkspaceContext>
    </PaneSourceContext>
  );
}
