'use client';

import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { PaneState } from './pane-state';
import type { ReplayState } from './replay-player';
import { isOver, type SharedTurn } from './shared-turn';

/** A shared comparison as a spectator reads it. */
export interface Shared {
  slug: string;
  /** The whole address of the page. */
  url: string;
  record: ComparisonRecord;
  /** In their order. */
  turns: readonly SharedTurn[];
}

export const SharedContext = createContext<Shared | null>(null);
export const SharedTurnContext = createContext<SharedTurn | null>(null);

/** @throws outside a shared comparison. */
export function useShared(): Shared {
  const shared = use(SharedContext);
  if (!shared) throw new Error('useShared stands outside a shared comparison');
  return shared;
}

/** @throws outside a turn of a shared comparison. */
export function useSharedTurn(): SharedTurn {
  const turn = use(SharedTurnContext);
  if (!turn) throw new Error('useSharedTurn stands outside a turn');
  return turn;
}

/** A plain value of the turns' kept states: the component is drawn again only when it has changed. */
export function useOfTurns<Part extends string | number | boolean | null>(
  select: (turns: readonly PaneState[]) => Part,
): Part {
  const { turns } = useShared();
  const subscribe = useCallback(
    (listener: () => void) => {
      const all = turns.map(({ kept }) => kept.store.subscribe(listener));
      return () => {
        for (const unsubscribe of all) unsubscribe();
      };
    },
    [turns],
  );
  const read = () => select(turns.map(({ kept }) => kept.store.getState()));
  return useSyncExternalStore(subscribe, read, read);
}

/** Whether every lane of the turn has ended, so that it can be replayed. */
export function useIsOver(): boolean {
  return useStore(useSharedTurn().kept.store, isOver);
}

/** Whether the replay is paused. */
export function useIsPaused(): boolean {
  return useStore(useSharedTurn().replay.store, ({ phase }) => phase === 'paused');
}

export function useReplay(): ReplayState {
  return useStore(useSharedTurn().replay.store);
}
