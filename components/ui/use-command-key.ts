'use client';

import { useSyncExternalStore } from 'react';

/** @returns how the key for shortcuts is called here: ⌘ on a Mac, else Ctrl. */
export function useCommandKey(): string {
  return useSyncExternalStore(
    () => () => {},
    () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl '),
    () => 'Ctrl ',
  );
}
