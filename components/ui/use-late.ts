'use client';

import { use, useSyncExternalStore } from 'react';
import type { LatePart, LateState } from '@/lib/client/late-part';

const HTML = { kind: 'html' } as const;

/**
 * A part of the page that is loaded late; null until it is loaded. On the server it is always there. While a browser takes
 * over the server's HTML this waits, so it belongs inside an `Activity`: that leaves the HTML alone meanwhile, and on the
 * server it cuts nothing off, as Suspense would. Somebody else has to load the part.
 */
export function useLate<Part>(part: LatePart<Part>): Part | null {
  const { subscribe, getState } = part.store;
  const state = useSyncExternalStore<LateState<Part> | typeof HTML>(subscribe, getState, () => HTML);
  if (state.kind === 'html') {
    if (typeof window === 'undefined') {
      const known = getState();
      if (known.kind === 'ready') return known.part;
      part.load();
    }
    // In a browser always, even when it is there by now: React goes on after this hook as it was left.
    return use(part.ready);
  }
  return state.kind === 'ready' ? state.part : null;
}
