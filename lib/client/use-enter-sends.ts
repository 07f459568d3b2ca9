'use client';

import { useSyncExternalStore } from 'react';
import { createStore } from 'zustand/vanilla';
import { guardedStorage } from './guarded-storage';

const PLACE = 'abreast.enter';
const SENDS = 'sends';

const storage = guardedStorage(() => window.localStorage);

const enterSends = createStore<{ on: boolean }>(() => ({
  on: typeof window !== 'undefined' && storage.getItem(PLACE) === SENDS,
}));

/** Whether Enter asks, and Shift+Enter begins a line; else Ctrl+Enter asks. Kept in this browser, so not known to the server. */
export function useEnterSends(): boolean {
  return useSyncExternalStore(
    enterSends.subscribe,
    () => enterSends.getState().on,
    () => false,
  );
}

export function setEnterSends(on: boolean): void {
  enterSends.setState({ on });
  if (on) storage.setItem(PLACE, SENDS);
  else storage.removeItem(PLACE);
}
