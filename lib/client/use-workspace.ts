'use client';

import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { PaneSource } from './pane-source';
import type { Workspace } from './workspace';
import type { WorkspaceState } from './workspace-state';

/** What is shown: the visitor's own comparison, or somebody's shared one. */
export const PaneSourceContext = createContext<PaneSource | null>(null);

/** What can be done with one's own; null where it can only be read. */
export const WorkspaceContext = createContext<Workspace | null>(null);

/** @throws outside a view. */
export function usePaneSource(): PaneSource {
  const view = use(PaneSourceContext);
  if (!view) throw new Error('usePaneSource stands outside a view');
  return view;
}

/** The actions. @throws outside a workspace. */
export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace stands outside a workspace');
  return workspace;
}

/** Whether the comparison can only be read here. */
export function useReadOnly(): boolean {
  return use(WorkspaceContext) === null;
}

/** A part of the state; the component is drawn again when that part, compared shallowly, has changed. */
export function useWorkspaceState<Part>(select: (state: WorkspaceState) => Part): Part {
  return useStore(usePaneSource().store, useShallow(select));
}
