'use client';

import { Popover } from '@base-ui/react/popover';
import { type FormEvent, useId, useState } from 'react';
import { useStore } from 'zustand';
import { localStore } from '@/lib/client/guarded-storage';
import { createLineUpStore, type LineUp, LONGEST_NAME, shippedLineUps } from '@/lib/client/line-ups';
import { applyLineUp, linedUp } from '@/lib/client/lined-up';
import { useCatalog } from '@/lib/client/use-catalog';
import { useDraft, useEditDraft } from '@/lib/client/use-workspace';
import { Button } from '../ui/button';
import { countOf } from '../ui/format';
import type { Trigger } from '../ui/late-panel';
import { PopoverPanel } from '../ui/popover-panel';
import { LineUpRow } from './line-up-row';

const pageLineUps = createLineUpStore(localStore);

/** The visitor's line-ups and those that are always there; saves the lanes that are chosen. */
export function LineUpsPopover({ trigger }: { trigger: Trigger }) {
  return (
    <Popover.Root>
      <Popover.Trigger render={trigger} />
      <PopoverPanel title="Line-ups">
        <SavedLineUps />
        <ShippedLineUps />
        <SaveForm />
      </PopoverPanel>
    </Popover.Root>
  );
}

function SavedLineUps() {
  const { lineUps } = useStore(pageLineUps.store);
  const [deleted, setDeleted] = useState<LineUp | null>(null);
  const remove = (lineUp: LineUp) => {
    pageLineUps.remove(lineUp.name);
    setDeleted(lineUp);
  };
  const restore = ({ name, ...lanes }: LineUp) => {
    pageLineUps.save(name, lanes);
    setDeleted(null);
  };
  return (
    <>
      {lineUps.length === 0 && !deleted && (
        <p className="mt-1 text-ink-2">Save the models and settings that you compare often, in this browser.</p>
      )}
      <ul aria-label="Saved line-ups" className="mt-1.5 grid gap-0.5 empty:hidden">
        {lineUps.map((lineUp, index) => (
          <LineUpRow
            key={lineUp.name}
            lineUp={lineUp}
            isFirst={index === 0}
            isLast={index === lineUps.length - 1}
            lineUps={pageLineUps}
            onRemove={() => remove(lineUp)}
          >
            <ApplyButton lineUp={lineUp} />
          </LineUpRow>
        ))}
      </ul>
      <p role="status" className="mt-1 text-ink-2 empty:hidden">
        {deleted && (
          <>
            <span>{`“${deleted.name}” is deleted. `}</span>
            <button type="button" className="text-ink underline underline-offset-2" onClick={() => restore(deleted)}>
              Undo
            </button>
          </>
        )}
      </p>
    </>
  );
}

/** From the catalog's aliases of each vendor's newest models. */
function ShippedLineUps() {
  const state = useCatalog();
  if (state.kind === 'loading') return <p className="mt-2 text-ink-2">Reading the list of models…</p>;
  const shipped = state.kind === 'ready' ? shippedLineUps(state.catalog) : [];
  if (shipped.length === 0) return null;
  return (
    <>
      <h3 className="mt-3 text-ink-2 text-xs">Always there</h3>
      <ul className="mt-1 grid gap-0.5">
        {shipped.map((lineUp) => (
          <li key={lineUp.name} className="flex">
            <ApplyButton lineUp={lineUp} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Chooses the lanes of a line-up. */
function ApplyButton({ lineUp }: { lineUp: LineUp }) {
  const edit = useEditDraft();
  return (
    <Popover.Close
      className="-ml-2 flex min-h-8 min-w-0 flex-1 items-baseline gap-2 rounded-md px-2 py-1.5 text-left hover:bg-sunk pointer-coarse:min-h-[40px]"
      title={lineUp.lanes.map(({ model }) => model.name).join(', ')}
      onClick={() => edit(applyLineUp(lineUp))}
    >
      <bdi className="truncate">{lineUp.name}</bdi>
      <span className="flex-none text-ink-2 text-xs">{countOf(lineUp.lanes.length, 'model')}</span>
    </Popover.Close>
  );
}

/** Saves the chosen lanes, with their settings, under a name. */
function SaveForm() {
  const draft = useDraft((written) => written);
  const { lineUps } = useStore(pageLineUps.store);
  const [name, setName] = useState('');
  const id = useId();
  const trimmed = name.trim();
  const replaces = lineUps.some((lineUp) => lineUp.name === trimmed);
  const off = trimmed === '' || draft.lanes.length === 0;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (off) return;
    pageLineUps.save(trimmed, linedUp(draft));
    setName('');
  };
  return (
    <form onSubmit={onSubmit} className="mt-3 border-line border-t pt-3">
      <label htmlFor={id} className="text-ink-2 text-xs">
        {draft.lanes.length === 0 ? 'Choose models to save them' : `Save ${countOf(draft.lanes.length, 'lane')} as`}
      </label>
      <div className="mt-1 flex gap-1.5">
        <input
          id={id}
          value={name}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          placeholder="Name"
          onChange={(event) => setName(event.target.value)}
          className="h-9 min-w-0 flex-1 rounded-lg border border-line-strong bg-paper px-2.5 text-base sm:text-[13px]"
        />
        <Button type="submit" aria-disabled={off}>
          {replaces ? 'Replace' : 'Save'}
        </Button>
      </div>
    </form>
  );
}
