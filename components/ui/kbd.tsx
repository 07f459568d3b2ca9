'use client';

import { useSyncExternalStore } from 'react';

/** A key, for people who have a keyboard. */
export function Kbd({ children }: { children: string }) {
  return (
    <span
      data-slot="kbd"
      translate="no"
      aria-hidden="true"
      className="hidden rounded border border-current/25 px-1 font-mono text-[11px] opacity-75 sm:inline-block slim:hidden"
    >
      {children}
    </span>
  );
}

/** @returns how the key for shortcuts is called here: ⌘ on a Mac, else Ctrl. */
export function useCommandKey(): string {
  return useSyncExternalStore(
    () => () => {},
    () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl '),
    () => 'Ctrl ',
  );
}
