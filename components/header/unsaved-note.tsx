'use client';

import { usePaneState } from '@/lib/client/use-panes';

/** Says that the server's database has not taken a run yet: the answers go on, but a crash would lose them. */
export function UnsavedNote() {
  const unsaved = usePaneState((state) => state.unsaved.length > 0);
  return (
    <span
      data-slot="unsaved-note"
      role="status"
      title={unsaved ? 'The server’s database is slow or unreachable. Saving is retried until it works.' : undefined}
      className="whitespace-nowrap pr-1 text-bad text-xs"
    >
      {unsaved && 'Not saved yet'}
    </span>
  );
}
