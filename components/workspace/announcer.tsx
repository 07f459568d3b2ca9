'use client';

import { useWorkspaceState } from '@/lib/client/use-workspace';
import { announcement } from './announcement';

interface AnnouncerProps {
  /** The turn to tell of; all of them without. */
  only?: number;
}

/** Tells a screen reader when a lane ends or is tried again, and nothing of each token. */
export function Announcer({ only }: AnnouncerProps) {
  const words = useWorkspaceState((state) => announcement(state, only ?? null));
  return (
    <p data-slot="announcer" role="status" aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}
