'use client';

import { createContext, use, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { copyText } from './copy-text';
import { deleteShare, getShares, patchShare, postShare } from './share-requests';
import { createShare, type Share, type ShareState } from './share-store';
import { useWorkspace } from './use-workspace';

export const ShareContext = createContext<Share | null>(null);

/** @returns the links to the open comparison. */
export function useNewShare(comparison: string): Share {
  const { selectionSettled } = useWorkspace();
  const [share] = useState(() =>
    createShare(comparison, { selectionSettled, postShare, patchShare, getShares, deleteShare, copy: copyText }),
  );
  return share;
}

/** The actions. @throws outside a share panel. */
export function useShare(): Share {
  const share = use(ShareContext);
  if (!share) throw new Error('useShare stands outside a share panel');
  return share;
}

/** A part of the state, compared shallowly: the component is drawn again when it has changed. */
export function useShareState<Part>(select: (state: ShareState) => Part): Part {
  return useStore(useShare().store, useShallow(select));
}
