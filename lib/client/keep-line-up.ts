import { readJson } from '@/lib/protocol/json';
import type { CatalogStore } from './catalog-store';
import type { TextStorage } from './guarded-storage';
import { applyLineUp, linedUp, linedUpSchema, reviewLanes } from './lined-up';
import type { Workspace } from './workspace';

const KEY = 'abreast.last-line-up';

export interface KeepLineUpPorts {
  storage: TextStorage;
  catalog: CatalogStore['store'];
  /** The address of this page names its models. */
  isNamed: boolean;
}

/**
 * Keeps the lanes of the newest comparison, with their settings, for the next one: puts them at once in the place of the
 * server's choice, and brings them up to date when the catalog has loaded. Demo models alone are not kept.
 *
 * @returns a function that ends this.
 */
export function keepLineUp(
  { store, composer }: Pick<Workspace, 'store' | 'composer'>,
  { storage, catalog, isNamed }: KeepLineUpPorts,
): () => void {
  if (store.getState().record !== null) return () => {};
  const last = linedUpSchema.safeParse(readJson(storage.getItem(KEY) ?? ''));
  if (last.success && !isNamed) composer.setState(({ draft }) => ({ draft: applyLineUp(last.data)(draft) }));

  const review = () => {
    const state = catalog.getState();
    // The bundled list may lack newer models.
    if (state.kind !== 'ready' || state.catalog.source.kind !== 'live' || store.getState().record) return;
    composer.setState(({ draft }) => ({ draft: reviewLanes(state.catalog)(draft) }));
  };
  const ended = [
    catalog.subscribe(review),
    store.subscribe(({ record }, before) => {
      const { lanes } = composer.getState().draft;
      if (record === null || before.record !== null || lanes.every(({ model }) => model.demo)) return;
      storage.setItem(KEY, JSON.stringify(linedUp(composer.getState().draft)));
    }),
  ];
  return () => {
    for (const end of ended) end();
  };
}
