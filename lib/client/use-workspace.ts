'use client';

import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { ComposerState } from './composer-state';
import type { Draft, DraftEdit } from './draft';
import type { PaneState } from './pane-state';
import type { Workspace } from './workspace';

/** The visitor's own comparison; null on a shared page. */
export const WorkspaceContext = createContext<Workspace | null>(null);

/** The stores and the actions. @throws outside a workspace. */
export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace stands outside a workspace');
  return workspace;
}

/** Whether the comparison can only be read here. */
export function useReadOnly(): boolean {
  return use(WorkspaceContext) === null;
}

/** A part of the composer's state, compared shallowly: the component is drawn again when it has changed. */
export function useComposerState<Part>(select: (composer: ComposerState) => Part): Part {
  return useStore(useWorkspace().composer, useShallow(select));
}

/** The same for a value of panes and composer together. */
export function useWorkspaceState<Part>(select: (panes: PaneState, composer: ComposerState) => Part): Part {
  const { store, composer } = useWorkspace();
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [store.subscribe(listener), composer.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    [store, composer],
  );
  const part = useShallow((states: readonly [PaneState, ComposerState]) => select(...states));
  return useSyncExternalStore(
    subscribe,
    () => part([store.getState(), composer.getState()]),
    () => part([store.getInitialState(), composer.getInitialState()]),
  );
}

/** The same for a part of the draft. */
export function useDraft<Part>(select: (draft: Draft) => Part): Part {
  return useComposerState(({ draft }) => select(draft));
}

/** @returns a function that edits the draft; the same one each time. */
export function useEditDraft(): (edit: DraftEdit) => void {
  const { composer } = useWorkspace();
  return useCallback((edit) => composer.setState(({ draft }) => ({ draft: edit(draft) })), [composer]);
}
