'use client';

import { type KeyboardEvent, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { isFull, swapIn, toggleModel } from '@/lib/client/draft-lanes';
import { guardedStorage } from '@/lib/client/guarded-storage';
import { preflight, termsOfChoice } from '@/lib/client/preflight';
import { noteRecentModel, readRecentModels } from '@/lib/client/recent-models';
import { useKeyState } from '@/lib/client/use-key';
import { useEditDraft, useWorkspace } from '@/lib/client/use-workspace';
import type { Catalog, Model } from '@/lib/protocol/model';
import { groupModels, type ModelGroup } from './model-group-rows';
import { searchModels } from './search-models';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

const storage = guardedStorage(() => localStorage);

/** What an open picker shows, and what its keys do. The query and the highlighted row stay when a model is chosen. */
export function useModelList({ models }: Catalog) {
  const { store, composer } = useWorkspace();
  const edit = useEditDraft();
  const [query, setQuery] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  // As they were when the picker was opened: rows don't jump from under a pointer.
  const [recent] = useState(() => readRecentModels(storage));

  const payer = useKeyState((key) => key.payer);
  // Nothing can be written while the picker is open.
  const [terms] = useState(() => termsOfChoice(store.getState(), composer.getState()));
  const problemOf = useCallback((model: Model) => preflight({ ...terms, model, payer }), [terms, payer]);

  const groups = useMemo<ModelGroup[]>(
    () => (query.trim() === '' ? groupModels(models, recent) : [{ label: '', models: searchModels(models, query) }]),
    [models, recent, query],
  );
  const found = useMemo(() => groups.flatMap((group) => group.models), [groups]);

  // A letter that is typed is on the screen before hundreds of rows have followed it.
  const drawn = useDeferredValue(groups);

  const choose = useCallback(
    (model: Model) => {
      const { draft, swapping } = composer.getState();
      setActiveId(model.id);
      if (swapping) {
        noteRecentModel(storage, model.id);
        composer.setState({ draft: swapIn(swapping, model)(draft), swapping: null });
        return;
      }
      const isChosen = draft.lanes.some((lane) => lane.model.id === model.id);
      if (!isChosen && isFull(draft)) return;
      edit(toggleModel(model));
      if (!isChosen) noteRecentModel(storage, model.id);
    },
    [composer, edit],
  );

  const search = (text: string) => {
    setQuery(text);
    setActiveId(text.trim() === '' ? null : (searchModels(models, text)[0]?.id ?? null));
    list.current?.scrollTo({ top: 0 });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const at = found.findIndex(({ id }) => id === activeId);
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = at === -1 ? (step > 0 ? 0 : found.length - 1) : Math.min(found.length - 1, Math.max(0, at + step));
      const model = found[next];
      setActiveId(model?.id ?? null);
      if (model) document.getElementById(optionId(model.id))?.scrollIntoView({ block: 'nearest' });
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      const model = found[at];
      if (model) choose(model);
      // The next word takes its place.
      if (event.target instanceof HTMLInputElement) event.target.select();
    }
  };

  return { query, search, drawn, found, activeId, choose, problemOf, onKeyDown, list };
}

/** The DOM id of a model's row. */
export function optionId(model: string): string {
  return `model:${model}`;
}
