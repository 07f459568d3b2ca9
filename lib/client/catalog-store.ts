import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Catalog, Model, SourceState } from '@/lib/protocol/model';
import { sourcePartOf } from '@/lib/protocol/model-id';
import { RequestFailed } from './api';

export type CatalogState =
  | { kind: 'loading' }
  | { kind: 'ready'; catalog: Catalog }
  | { kind: 'failed'; reason: string };

export interface CatalogStore {
  readonly store: StoreApi<CatalogState>;
  /** Loads the list unless it is loaded or loading; after a failure it tries again. Never rejects. */
  load(): Promise<CatalogState>;
  /** Loads the list again where one of its servers was away; meanwhile, and if it fails, the list stays. Never rejects. */
  lookAgain(): Promise<void>;
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
    async lookAgain() {
      const state = store.getState();
      if (state.kind !== 'ready' || awaySources(state.catalog).length === 0) return;
      await getModels().then(
        (catalog) => store.setState({ kind: 'ready', catalog }, true),
        () => {},
      );
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

/** @returns the servers beside OpenRouter whose list could not be read at the last attempt. */
export function awaySources({ sources = [] }: Catalog): readonly SourceState[] {
  return sources.filter(({ state }) => state === 'away');
}

/** Variants and presets of a model, which the list may leave out: `vendor/model:nitro`, `vendor/model@preset/x`. */
const CHANGED = /[:@]/;
/** OpenRouter chooses the model. */
const ROUTED = /^(~|openrouter\/)/;

/** @returns the model as the list has it; null when it is retired; undefined when the list cannot tell. */
export function listedModel({ source, sources = [], models }: Catalog, id: string): Model | null | undefined {
  const listed = models.find((model) => model.id === id);
  if (listed) return listed;
  const own = sourcePartOf(id);
  if (own !== null) return sources.some((known) => known.id === own) ? undefined : null;
  const isTold = source.kind === 'live' && !CHANGED.test(id) && !ROUTED.test(id);
  return isTold ? null : undefined;
}
