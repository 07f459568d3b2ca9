'use client';

import { usePreference } from '@/lib/client/use-preference';
import { useReadOnly } from '@/lib/client/use-workspace';

/** Folds the track of one's own comparison to its sum and back, and remembers which. */
export function FoldButton() {
  const readOnly = useReadOnly();
  const [track, choose] = usePreference('track');
  const folded = track === 'folded';
  if (readOnly) return null;
  return (
    <button
      type="button"
      data-slot="fold-button"
      aria-expanded={!folded}
      aria-controls="track-rows"
      aria-label="Rows of the timeline"
      title={folded ? 'Show timeline' : 'Hide timeline'}
      onClick={() => choose(folded ? '' : 'folded')}
      className="absolute top-0 right-0 grid size-7 place-items-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink"
    >
      <svg aria-hidden="true" viewBox="0 0 12 12" className="track-chevron size-3 fill-none stroke-current">
        <path d="M2 8l4-4 4 4" strokeWidth="1.5" />
      </svg>
    </button>
  );
}
