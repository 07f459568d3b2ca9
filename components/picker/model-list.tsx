'use client';

import { awaySources } from '@/lib/client/catalog-store';
import { isFull } from '@/lib/client/draft-lanes';
import { listOf } from '@/lib/client/list-of';
import { useComposerState, useDraft } from '@/lib/client/use-workspace';
import { MAX_LANES } from '@/lib/protocol/lane';
import type { Catalog } from '@/lib/protocol/model';
import { type Filters, noFilters } from './filter-models';
import { FilterRow } from './filter-row';
import { HiddenModels } from './hidden-models';
import { ModelGroupRows } from './model-group-rows';
import { optionId, useModelList } from './use-model-list';

/** The searchable list; what is chosen in it is the draft's lanes. */
export function ModelList({ catalog }: { catalog: Catalog }) {
  const listed = useModelList(catalog);
  const { query, filters, sort, today, stars, drawn, rows, found, activeId, problemOf, starNews } = listed;
  const { show, choose, onKeyDown, list } = listed;
  const swaps = useComposerState(({ swapping }) => swapping !== null);
  const full = useDraft(isFull) && !swaps;
  const isAny = rows.length > 0;
  /** The pressed button may be gone then, and with it the focus. */
  const removeFilters = (left: Filters) => {
    focusSearch();
    show({ filters: left });
  };
  return (
    <>
      <input
        ref={focusWhenMouse}
        data-slot="model-search"
        role="combobox"
        aria-label="Search models"
        aria-autocomplete="list"
        aria-expanded={isAny}
        aria-controls={isAny ? 'model-list' : undefined}
        aria-activedescendant={activeId === null || !isAny ? undefined : optionId(activeId)}
        aria-describedby={KEYS_ID}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="done"
        placeholder="Search by name, vendor or id"
        value={query}
        onChange={(event) => show({ query: event.target.value })}
        onKeyDown={onKeyDown}
        className="mx-4 mt-2 rounded-lg border border-line-strong bg-paper px-3 py-2 text-base sm:text-sm"
      />
      <FilterRow
        models={catalog.models}
        filters={filters}
        sort={sort}
        onShow={show}
        onClear={() => removeFilters(noFilters)}
      />
      <div className="flex flex-none items-baseline justify-between gap-3 px-4 pt-1 text-ink-2 text-xs">
        <p role="status">{statusWords(catalog, query, found.length, rows.length, full)}</p>
        <p role="status" className="sr-only">
          {starNews}
        </p>
        {isAny && <p className="flex-none">USD per million tokens</p>}
      </div>
      <AwaySources catalog={catalog} />
      {isAny ? (
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
              stars={stars}
              dated={sort === 'newest' || filters.on.includes('new')}
              full={full}
              problemOf={problemOf}
              onChoose={choose}
            />
          ))}
        </div>
      ) : (
        found.length > 0 && <HiddenModels found={found} filters={filters} today={today} onFilter={removeFilters} />
      )}
    </>
  );
}

/** The servers beside OpenRouter that could not be reached. Models of theirs that were listed before stay in the list. */
function AwaySources({ catalog }: { catalog: Catalog }) {
  const away = awaySources(catalog);
  if (away.length === 0) return null;
  const names = listOf(away.map(({ name }) => name));
  return (
    <p data-slot="away-sources" role="status" className="flex-none px-4 pt-0.5 text-ink-2 text-xs">
      {`${names} ${away.length === 1 ? 'is' : 'are'} away. Once running, open this list again.`}
    </p>
  );
}

/** The DOM id of the words about the keys of the search. */
export const KEYS_ID = 'picker-keys';

/** The list may come after the dialog. On a touch screen the keyboard would cover it, so there the focus is left alone. */
function focusWhenMouse(input: HTMLInputElement | null): void {
  if (input && isMouse()) input.focus();
}

function focusSearch(): void {
  const slot = isMouse() ? 'model-search' : 'picker';
  document.querySelector<HTMLElement>(`[data-slot="${slot}"]`)?.focus();
}

function isMouse(): boolean {
  return window.matchMedia('(pointer: fine)').matches;
}

function statusWords({ source, models }: Catalog, query: string, found: number, listed: number, full: boolean): string {
  if (found === 0) return `No model has “${query.trim()}” in its name, vendor or id.`;
  if (listed === 0) return 'No model passes all filters.';
  if (full) return `${MAX_LANES} models are chosen, as many as fit. Remove one to add another.`;
  const count = listed === models.length ? `${models.length} models` : `${listed} of ${models.length} models`;
  return source.kind === 'live'
    ? `${count}, from OpenRouter.`
    : `${count}. OpenRouter cannot be reached: this is the list of ${source.asOf}, prices may have changed.`;
}
