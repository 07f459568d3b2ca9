'use client';

import { useSyncExternalStore } from 'react';
import { usePreference } from '@/lib/client/use-preference';
import { useReadOnly } from '@/lib/client/use-workspace';

/** As in windows.css: in such a window the track is folded until the visitor opens it. */
const SHORT = '(height < 34rem)';

/** Folds the track of the visitor's own comparison to its sum and back, and stores the choice. */
export function FoldButton() {
  const readOnly = useReadOnly();
  const [track, choose] = usePreference('track');
  const short = useShortWindow();
  const folded = track === 'folded' || (short && track !== 'open');
  const toggle = () => {
    const usual = folded ? !short : short;
    choose(usual ? '' : folded ? 'open' : 'folded');
  };
  if (readOnly) return null;
  return (
    <button
      type="button"
      data-slot="fold-button"
      aria-expanded={!folded}
      aria-controls="track-rows"
      aria-label="Rows of the timeline"
      title={folded ? 'Show timeline' : 'Hide timeline'}
      onClick={toggle}
      className="absolute top-0 right-0 z-1 grid size-7 pointer-coarse:after:top-0 pointer-coarse:after:translate-y-0 place-items-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink"
    >
      <svg aria-hidden="true" viewBox="0 0 12 12" className="size-3 fill-none stroke-current folded:rotate-180">
        <path d="M2 8l4-4 4 4" strokeWidth="1.5" />
      </svg>
    </button>
  );
}

function useShortWindow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(SHORT);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => window.matchMedia(SHORT).matches,
    () => false,
  );
}
