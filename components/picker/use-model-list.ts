'use client';

import { type KeyboardEvent, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { isFull, swapIn, toggleModel } from '@/lib/client/draft-lanes';
import { localStore, type TextStorage } from '@/lib/client/guarded-storage';
import { putFirst, readTexts } from '@/lib/client/kept-texts';
import { preflight, termsOfChoice } from '@/lib/client/preflight';
import { readStarredModels } from '@/lib/client/starred-models';
import { useKeyState } from '@/lib/client/use-key';
import { pageStars, useStars } from '@/lib/client/use-stars';
import { useEditDraft, useWorkspace } from '@/lib/client/use-workspace';
import type { Catalog, Model } from '@/lib/protocol/model';
import { type Filters, noFilters, type SortName } from './filter-models';
import { listModels } from './list-models';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** The filters and the order, as they were chosen last: kept while the page is open. */
const view = createStore<{ filters: Filters; sort: SortName }>(() => ({ filters: noFilters, sort: 'groups' }));

/** What an open picker shows, and what its keys do. The query and the highlighted row stay when a model is chosen. */
export function useModelList({ models }: Catalog) {
  const { store, composer } = useWorkspace();
  const edit = useEditDraft();
  const payer = useKeyState((key) => key.payer);
  const { filters, sort } = useStore(view);
  const stars = useStars();
  const [query, setQuery] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const [starNews, setStarNews] = useState('');
  const list = useRef<HTMLDivElement>(null);
  // As they were when the picker was opened: rows don't jump from under a pointer.
  const [pinned] = useState(() => [
    { label: 'Chosen', ids: composer.getState().draft.lanes.map(({ model }) => model.id) },
    { label: 'Starred', ids: readStarredModels(localStore) },
    { label: 'Recent', ids: readRecentModels(localStore) },
  ]);
  const [today] = useState(() => Date.now());
  // Nothing can be written while the picker is open.
  const [terms] = useState(() => termsOfChoice(store.getState(), composer.getState()));
  const problemOf = useCallback((model: Model) => preflight({ ...terms, model, payer }), [terms, payer]);

  const listing = useMemo(
    () => ({ models, query, filters, sort, today, pinned, payer }),
    [models, query, filters, sort, today, pinned, payer],
  );
  const { groups, found } = useMemo(() => listModels(listing), [listing]);
  const rows = useMemo(() => groups.flatMap((group) => group.models), [groups]);

  // A letter that is typed is on the screen before hundreds of rows have followed it.
  const drawn = useDeferredValue(groups);

  const choose = useCallback(
    (model: Model) => {
      const { draft, swapping } = composer.getState();
      setActiveId(model.id);
      if (swapping) {
        noteRecentModel(localStore, model.id);
        composer.setState({ draft: swapIn(swapping, model)(draft), swapping: null });
        return;
      }
      const isChosen = draft.lanes.some((lane) => lane.model.id === model.id);
      if (!isChosen && isFull(draft)) return;
      edit(toggleModel(model));
      if (!isChosen) noteRecentModel(localStore, model.id);
    },
    [composer, edit],
  );

  /** Shows another list from its top. The first row of a search is highlighted. */
  const show = (change: { query?: string; filters?: Filters; sort?: SortName }) => {
    const next = { ...listing, ...change };
    setQuery(next.query);
    view.setState({ filters: next.filters, sort: next.sort });
    const first = next.query.trim() === '' ? null : listModels(next).groups[0]?.models[0];
    setActiveId(first?.id ?? null);
    list.current?.scrollTo({ top: 0 });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const at = rows.findIndex(({ id }) => id === activeId);
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = at === -1 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
      const model = rows[next];
      setActiveId(model?.id ?? null);
      if (model) document.getElementById(optionId(model.id))?.scrollIntoView({ block: 'nearest' });
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      const model = rows[at];
      if (event.shiftKey) {
        if (!model) return;
        pageStars.toggle(model.id);
        setStarNews(`${model.name} has ${stars.includes(model.id) ? 'no star' : 'a star'} now.`);
        return;
      }
      if (model) choose(model);
      // The next word takes its place.
      if (event.target instanceof HTMLInputElement) event.target.select();
    }
  };

  const looks = { query, filters, sort, today, stars, drawn, rows, found, activeId, problemOf, starNews };
  return { ...looks, show, choose, onKeyDown, list };
}

/** The DOM id of a model's row. */
export function optionId(model: string): string {
  return `model:${model}`;
}

const RECENT = 'abreast.recent-models';

/** How many recent models are kept. */
const MOST_RECENT = 6;

/** The ids of the models chosen last, newest first. */
export function readRecentModels(storage: TextStorage): string[] {
  return readTexts(storage, RECENT).slice(0, MOST_RECENT);
}

export function noteRecentModel(storage: TextStorage, id: string): void {
  putFirst(storage, RECENT, id, MOST_RECENT);
}
