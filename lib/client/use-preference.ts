'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { keepCookie } from './kept-cookie';

const listeners = new Set<() => void>();

/**
 * A choice about the look of the page, stored in a cookie and on the root element (`data-<name>`). The server writes
 * the attribute and the style sheet uses it, so the first paint is right and nothing moves when the script takes over.
 *
 * @returns the choice, '' for none (and while React takes over from the server), and a function that sets it; '' removes it.
 */
export function usePreference(name: string): [string, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset[name] ?? '',
    () => '',
  );
  const choose = useCallback(
    (chosen: string) => {
      if (chosen === '') delete document.documentElement.dataset[name];
      else document.documentElement.dataset[name] = chosen;
      keepCookie(name, chosen);
      for (const listener of listeners) listener();
    },
    [name],
  );
  return [value, choose];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
