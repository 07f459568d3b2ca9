'use client';

import { useRef } from 'react';
import type { RetiredLane } from '@/lib/client/draft';
import { isFull, putSuccessor, removeRetired } from '@/lib/client/draft-lanes';
import { useDraft, useEditDraft } from '@/lib/client/use-workspace';
import { besideChip } from './draft-chip';

/** A retired model that the address names: offers its successor, and goes by its ×. */
export function RetiredChip({ lane: { key, id, name, successor } }: { lane: RetiredLane }) {
  const edit = useEditDraft();
  const chip = useRef<HTMLSpanElement>(null);
  const full = useDraft(isFull);
  const replace = () => {
    const chips = chip.current?.parentElement;
    edit(putSuccessor(key));
    // The chip of the successor has its place; it is there once React has drawn.
    requestAnimationFrame(() => chips?.querySelector<HTMLElement>(`[data-key="${key}"] button`)?.focus());
  };
  const remove = () => {
    besideChip(chip.current)?.focus();
    edit(removeRetired(key));
  };
  return (
    <span
      ref={chip}
      data-slot="retired-chip"
      className="inline-flex min-h-7 max-w-full flex-none items-center rounded-[7px] border border-line-strong border-dashed pl-2 text-[12.5px] text-ink-2"
    >
      <span className="flex min-w-0 max-sm:max-w-[50vw]" title={id}>
        <span translate="no" className="truncate line-through">
          {name}
        </span>
        <span className="flex-none whitespace-pre"> is gone</span>
      </span>
      {successor && !full && (
        <button
          type="button"
          title={successor.id}
          onClick={replace}
          className="ml-2 h-7 flex-none rounded-[7px] px-1 text-ink underline underline-offset-2"
        >
          {`Use ${successor.name} instead`}
        </button>
      )}
      <button
        type="button"
        aria-label={`Remove ${name}, which is retired`}
        onClick={remove}
        className="h-7 min-w-[25px] rounded-[7px] px-2 hover:text-ink"
      >
        ×
      </button>
    </span>
  );
}
