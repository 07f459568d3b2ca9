'use client';

import { useSyncExternalStore } from 'react';

/** A key; hidden on devices without a keyboard. */
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

/** @returns the name of the shortcut key: ⌘ on a Mac, else Ctrl. */
export function useCommandKey(): string {
  return useSyncExternalStore(
    () => () => {},
    () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl '),
    () => 'Ctrl ',
  );
}
