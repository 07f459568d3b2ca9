'use client';

import { useSyncExternalStore } from 'react';
import { createKeptSwitch } from './kept-switch';

/** Whether Enter asks, and Shift+Enter begins a line; else Ctrl+Enter asks. */
export const enterSends = createKeptSwitch({ key: 'abreast.enter', usual: false, stored: 'sends' });

/** The choice, which the server does not know: a page is taken over with the usual one. */
export function useEnterSends(): boolean {
  return useSyncExternalStore(
    enterSends.store.subscribe,
    () => enterSends.store.getState().on,
    () => false,
  );
}
