'use client';

import { usePaneState } from '@/lib/client/use-panes';
import { announcement } from './announcement';

interface AnnouncerProps {
  /** The turn to tell of; all of them without. */
  only?: number;
}

/** Tells a screen reader when a lane ends or is tried again, and nothing of each token. */
export function Announcer({ only }: AnnouncerProps) {
  const words = usePaneState((state) => announcement(state, only ?? null));
  return (
    <p data-slot="announcer" role="status" aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}
