'use client';

import { useEffect, useId, useRef } from 'react';
import { useHistory, useHistoryState } from '@/lib/client/use-history';
import type { ListedComparison } from '@/lib/protocol/history';
import { Button } from '../ui/button';
import { renameButtonId } from './history-row';

/** Writes a comparison's title: Enter saves, Esc leaves it as it was, nothing takes it away. */
export function TitleEditor({ listed: { id, title, opening } }: { listed: ListedComparison }) {
  const { edit, rename } = useHistory();
  const editing = useHistoryState((state) => state.editing);
  const input = useRef<HTMLInputElement>(null);
  const note = useId();
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
    // Unless the reader has gone on elsewhere.
    return () => {
      if (document.activeElement === document.body) document.getElementById(renameButtonId(id))?.focus();
    };
  }, [id]);
  const problem = editing?.phase === 'writing' ? editing.problem : null;
  const saving = editing?.phase === 'saving';
  return (
    <form
      data-slot="title-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void rename(input.current?.value ?? '');
      }}
    >
      <input
        ref={input}
        aria-label="Title"
        aria-invalid={problem !== null}
        aria-describedby={note}
        autoComplete="off"
        enterKeyHint="done"
        dir="auto"
        defaultValue={title ?? ''}
        placeholder={opening}
        readOnly={saving}
        className="w-full rounded-lg border border-line-strong bg-paper px-2.5 py-1.5 text-base aria-invalid:border-bad sm:text-sm"
      />
      <div className="-mr-3 mt-1 flex items-center gap-1 text-xs">
        <p id={note} className="mr-auto">
          {problem === null ? (
            <span className="text-ink-2">Leave empty to use the beginning of the prompt.</span>
          ) : (
            <span role="alert" className="text-bad">
              {problem}
            </span>
          )}
        </p>
        <Button look="quiet" onClick={() => edit(null)}>
          Cancel
        </Button>
        <Button type="submit" aria-disabled={saving} className="mr-3">
          {saving ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  );
}
