'use client';

import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { sentenceOf } from '@/lib/client/api';
import { otherTabs } from '@/lib/client/other-tabs';
import { deleteVisitor } from '@/lib/client/server-requests';
import { Button } from '../ui/button';
import { useEarlyPress } from '../ui/early-press';

type Deleting =
  | { phase: 'idle' }
  | { phase: 'confirming'; problem: string | null }
  | { phase: 'deleting' }
  | { phase: 'deleted' };

/** Deletes all that the visitor has, once they have confirmed it. */
export function DeleteEverything() {
  const [deleting, setDeleting] = useState<Deleting>({ phase: 'idle' });
  const first = useRef<HTMLButtonElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  useEarlyPress('[data-slot="delete-everything"] button', true);
  const isOpen = deleting.phase === 'confirming' || deleting.phase === 'deleting';
  const open = () => {
    flushSync(() => setDeleting({ phase: 'confirming', problem: null }));
    cancel.current?.focus();
  };
  const close = () => {
    if (deleting.phase !== 'confirming') return;
    flushSync(() => setDeleting({ phase: 'idle' }));
    first.current?.focus();
  };
  const confirm = async () => {
    if (deleting.phase !== 'confirming') return;
    setDeleting({ phase: 'deleting' });
    try {
      await deleteVisitor();
      clearStorage();
      otherTabs.tellDeletion();
      flushSync(() => setDeleting({ phase: 'deleted' }));
      status.current?.focus();
    } catch (error) {
      setDeleting({ phase: 'confirming', problem: sentenceOf(error) });
    }
  };
  return (
    <div data-slot="delete-everything">
      {deleting.phase === 'idle' && (
        <Button ref={first} onClick={open}>
          Delete everything
        </Button>
      )}
      {isOpen && (
        <fieldset className="rounded-lg border border-line-strong px-3.5 pt-1 pb-3">
          <legend className="px-1.5 font-medium">Delete everything?</legend>
          <p className="text-ink-2">It cannot be undone. Running answers are stopped, and links stop working.</p>
          <div className="mt-2.5 flex flex-wrap gap-2">
            <Button look="primary" aria-disabled={deleting.phase === 'deleting'} onClick={() => void confirm()}>
              {deleting.phase === 'deleting' ? 'Deleting…' : 'Delete permanently'}
            </Button>
            <Button ref={cancel} onClick={close}>
              Cancel
            </Button>
          </div>
          <p role="alert" className="mt-2 text-bad empty:hidden">
            {deleting.phase === 'confirming' && deleting.problem}
          </p>
        </fieldset>
      )}
      <p ref={status} role="status" tabIndex={-1} className="outline-none empty:hidden">
        {deleting.phase === 'deleted' && 'Everything is deleted. This server no longer knows this browser.'}
      </p>
    </div>
  );
}

/** What this browser has kept by itself. */
function clearStorage(): void {
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // The browser lets pages keep nothing, so there is nothing to clear.
  }
}
