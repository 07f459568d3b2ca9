'use client';

import { useCallback } from 'react';
import type { Draft } from './draft';
import type { DraftEdit } from './edit-draft';
import { useWorkspace, useWorkspaceState } from './use-workspace';

/** A part of the draft; the component is drawn again when that part, compared shallowly, has changed. */
export function useDraft<Part>(select: (draft: Draft) => Part): Part {
  return useWorkspaceState((state) => select(state.draft));
}

/** @returns what takes the draft a step on; the same function each time. */
export function useEditDraft(): (edit: DraftEdit) => void {
  const { store } = useWorkspace();
  return useCallback((edit) => store.setState(({ draft }) => ({ draft: edit(draft) })), [store]);
}
