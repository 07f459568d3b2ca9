import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Catalog, Model } from '@/lib/protocol/model';
import { RequestFailed } from './api';

export type CatalogState =
  | { kind: 'loading' }
  | { kind: 'ready'; catalog: Catalog }
  | { kind: 'failed'; reason: string };

export interface CatalogStore {
  readonly store: StoreApi<CatalogState>;
  /** Loads the list unless it is loaded or loading; after a failure it tries again. Never rejects. */
  load(): Promise<CatalogState>;
}

/** The list of models, loaded once for the whole page. */
export function createCatalogStore(getModels: () => Promise<Catalog>): CatalogStore {
  const store = createStore<CatalogState>(() => ({ kind: 'loading' }));
  let loading: Promise<CatalogState> | null = null;
  return {
    store,
    load() {
      if (store.getState().kind === 'ready') return Promise.resolve(store.getState());
      loading ??= read().finally(() => {
        loading = null;
      });
      return loading;
    },
  };

  async function read(): Promise<CatalogState> {
    store.setState({ kind: 'loading' }, true);
    try {
      store.setState({ kind: 'ready', catalog: await getModels() }, true);
    } catch (error) {
      const reason = error instanceof RequestFailed ? error.message : 'The list of models is broken.';
      store.setState({ kind: 'failed', reason }, true);
    }
    return store.getState();
  }
}

/** Variants and presets of a model, which the list may leave out: `vendor/model:nitro`, `vendor/model@preset/x`. */
const CHANGED = /[:@]/;
/** OpenRouter chooses the model. */
const ROUTED = /^(~|openrouter\/)/;

/** @returns the model as the list has it; null when it is retired; undefined when the list cannot tell. */
export function listedModel({ source, models }: Catalog, id: string): Model | null | undefined {
  const listed = models.find((model) => model.id === id);
  if (listed) return listed;
  const isTold = source.kind === 'live' && !CHANGED.test(id) && !ROUTED.test(id);
  return isTold ? null : undefined;
}
