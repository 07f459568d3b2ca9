'use client';

import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Workspace } from './workspace';
import type { WorkspaceState } from './workspace-state';

export const WorkspaceContext = createContext<Workspace | null>(null);

/** The actions. @throws outside a workspace. */
export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace stands outside a workspace');
  return workspace;
}

/** A part of the state; the component is drawn again when that part, compared shallowly, has changed. */
export function useWorkspaceState<Part>(select: (state: WorkspaceState) => Part): Part {
  return useStore(useWorkspace().store, useShallow(select));
}
