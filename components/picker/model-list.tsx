'use client';

import { isFull } from '@/lib/client/draft-lanes';
import { useComposerState, useDraft } from '@/lib/client/use-workspace';
import { MAX_LANES } from '@/lib/protocol/lane';
import type { Catalog } from '@/lib/protocol/model';
import { ModelGroupRows } from './model-group-rows';
import { optionId, useModelList } from './use-model-list';

/** The searchable list; what is chosen in it is the draft's lanes. */
export function ModelList({ catalog }: { catalog: Catalog }) {
  const { query, search, drawn, found, activeId, choose, problemOf, onKeyDown, list } = useModelList(catalog);
  const swaps = useComposerState(({ swapping }) => swapping !== null);
  const full = useDraft(isFull) && !swaps;
  const isAny = found.length > 0;
  return (
    <>
      <input
        ref={focusWhenMouse}
        role="combobox"
        aria-label="Search models"
        aria-autocomplete="list"
        aria-expanded={isAny}
        aria-controls={isAny ? 'model-list' : undefined}
        aria-activedescendant={activeId === null ? undefined : optionId(activeId)}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="done"
        placeholder="Search by name, vendor or id"
        value={query}
        onChange={(event) => search(event.target.value)}
        onKeyDown={onKeyDown}
        className="mx-4 mt-2 rounded-lg border border-line-strong bg-paper px-3 py-2 text-base sm:text-sm"
      />
      <p className="px-4 pt-2 text-ink-2 text-xs" role="status">
        {statusWords(catalog, query, found.length, full)}
      </p>
      {isAny && (
        <div
          ref={list}
          id="model-list"
          role="listbox"
          aria-label="Models"
          aria-multiselectable="true"
          className="mt-1 min-h-0 flex-1 scroll-pt-7 overflow-y-auto overscroll-contain px-2 pb-3"
        >
          {drawn.map((group) => (
            <ModelGroupRows
              key={group.label}
              group={group}
              activeId={activeId}
              full={full}
              problemOf={problemOf}
              onChoose={choose}
            />
          ))}
        </div>
      )}
    </>
  );
}

/** The list may come after the dialog. On a touch screen the keyboard would cover it, so there the focus is left alone. */
function focusWhenMouse(input: HTMLInputElement | null): void {
  if (input && window.matchMedia('(pointer: fine)').matches) input.focus();
}

function statusWords({ source, models }: Catalog, query: string, found: number, full: boolean): string {
  if (found === 0) return `No model has “${query.trim()}” in its name, vendor or id.`;
  if (full) return `${MAX_LANES} models are chosen, as many as fit. Remove one to add another.`;
  const count = query.trim() === '' ? `${models.length} models` : `${found} of ${models.length} models`;
  return source.kind === 'live'
    ? `${count}, from OpenRouter.`
    : `${count}. OpenRouter cannot be reached: this is the list of ${source.asOf}, prices may have changed.`;
}
