import 'server-only';
import type { Catalog, Model } from '@/lib/protocol/model';
import type { PriceCeiling } from '../limits/upper-bound';
import { sourcePartOf } from '../protocol/model-id';
import type { Clock } from '../time/clock';
import { type FoundModel, lookUpModel, readUnlistedModel } from './look-up-model';
import { type ListedModel, type LiveListSource, readLiveList } from './read-live-list';
import { snapshot } from './snapshot';
import { type Source, SourceList } from './source-lists';

const DEMO = 'demo/';
const FRESH_MS = 10 * 60_000;
const RETRY_MS = 10_000;
const TIMEOUT_MS = 3_000;

export interface ModelCatalog {
  /** @returns the models, demos first. Waits for OpenRouter only the first time, at most 3 s; never rejects. */
  get(): Promise<Catalog>;
  /** Looks a model up by a requested id. Never rejects. */
  find(id: string): Promise<FoundModel>;
  /** @returns the dearest price of a model, as far as it is known now; null for variants, presets and routers. Never rejects. */
  ceilingOf(id: string): Promise<PriceCeiling | null>;
}

export interface CatalogOptions extends Pick<LiveListSource, 'baseUrl' | 'fetch'> {
  clock: Clock;
  demoModels: readonly Model[];
  /** Servers beside OpenRouter. */
  sources?: readonly Source[];
  timeoutMs?: number;
}

interface List {
  catalog: Catalog;
  byId: ReadonlyMap<string, Model>;
  ceilings: ReadonlyMap<string, PriceCeiling | null>;
  /** Monotonic ms. */
  readAt: number;
}

/**
 * The list of models: OpenRouter's, which is used for ten minutes and then refreshed in the background. Until OpenRouter has
 * been reached it is the bundled snapshot, with a new attempt every 10 s at most. One download at a time.
 */
export function createCatalog({
  baseUrl,
  fetch,
  clock,
  demoModels,
  sources = [],
  timeoutMs = TIMEOUT_MS,
}: CatalogOptions): ModelCatalog {
  const lists = sources.map((source) => new SourceList(source, fetch, clock));
  const demos = new Map(demoModels.map((model) => [model.id, model]));
  const bundled = listOf(
    { kind: 'snapshot', asOf: snapshot.asOf },
    snapshot.models.map((model) => ({ model, ceiling: bundledCeiling(model) })),
  );
  let live: List | undefined;
  let download: Promise<void> | undefined;
  let downloads = 0;
  let triedAt = Number.NEGATIVE_INFINITY;
  let forcedAt = Number.NEGATIVE_INFINITY;

  return {
    async get() {
      const [{ catalog }, ...read] = await Promise.all([current(), ...lists.map((list) => list.get())]);
      if (read.length === 0) return catalog;
      const models = [...catalog.models, ...read.flatMap((list) => list.models)];
      return { ...catalog, sources: read.map(({ state }) => state), models };
    },

    async find(id) {
      // Ids of the app itself: no other server knows them.
      if (id.startsWith(DEMO)) return lookUpDemo(demos.get(id));
      const part = sourcePartOf(id);
      const list = lists.find(({ source }) => source.id === part);
      if (list) return list.find(id);
      // No id of OpenRouter has a `:` before its `/`: its source is not one of this server.
      if (part !== null) return { kind: 'unknown-model' };
      const downloadsBefore = downloads;
      const known = lookUpModel(id, (await current()).byId);
      if (known.kind !== 'unknown-model') return known;
      // If `current` has just begun a download, another one would bring the same list.
      await (downloads === downloadsBefore ? force() : download);
      const latest = live ?? bundled;
      const found = lookUpModel(id, latest.byId);
      const isToldByList = found.kind !== 'unknown-model' || latest === live || !id.includes('/');
      return isToldByList ? found : { kind: 'unlisted', model: readUnlistedModel(id) };
    },

    async ceilingOf(id) {
      const { ceilings, byId } = await current();
      const listed = ceilings.get(id);
      if (listed !== undefined) return listed;
      const found = lookUpModel(id, byId);
      // The only variant with a known price.
      return found.kind === 'listed' && isFree(found.model) ? { input: 0, output: 0, request: 0 } : null;
    },
  };

  async function current(): Promise<List> {
    const due = clock.now() - (live?.readAt ?? Number.NEGATIVE_INFINITY) >= FRESH_MS && retryDue();
    const refreshing = due ? refresh() : download;
    if (!live && downloads === 1) await refreshing;
    return live ?? bundled;
  }

  /** Refreshes early, because an id is missing. */
  async function force(): Promise<void> {
    const now = clock.now();
    const due = live ? now - forcedAt >= RETRY_MS : retryDue();
    if (!due) return download;
    forcedAt = now;
    await refresh();
  }

  function retryDue(): boolean {
    return clock.now() - triedAt >= RETRY_MS;
  }

  /** Joins the current download, or begins one. If it fails the list stays as it is. */
  function refresh(): Promise<void> {
    download ??= readLive().finally(() => {
      download = undefined;
    });
    return download;
  }

  async function readLive(): Promise<void> {
    downloads += 1;
    triedAt = clock.now();
    try {
      const models = await readLiveList({ baseUrl, fetch, clock, timeoutMs });
      live = listOf({ kind: 'live', asOf: clock.date().toISOString() }, models);
    } catch {
      // The older list or the snapshot stays in use; the next attempt is at least 10 s away.
    }
  }

  function listOf(source: Catalog['source'], models: readonly ListedModel[]): List {
    const listed = models.filter(({ model }) => !model.id.startsWith(DEMO));
    return {
      catalog: { source, models: [...demos.values(), ...listed.map(({ model }) => model)] },
      byId: new Map(listed.map(({ model }) => [model.id, model])),
      ceilings: new Map(listed.map(({ model, ceiling }) => [model.id, ceiling])),
      readAt: clock.now(),
    };
  }
}

function lookUpDemo(model: Model | undefined): FoundModel {
  return model ? { kind: 'listed', model } : { kind: 'unknown-model' };
}

/** Models that search the web unasked. */
const SEARCHING = /^perplexity\/|search/;

/** @returns null for models that cost more than their tokens, the only prices that the snapshot has. */
function bundledCeiling({ id, output, usdPerMillion }: Model): PriceCeiling | null {
  const isTextAlone = output.every((modality) => modality === 'text') && !SEARCHING.test(id);
  return isTextAlone && usdPerMillion ? { ...usdPerMillion, request: 0 } : null;
}

function isFree({ usdPerMillion }: Model): boolean {
  return usdPerMillion?.input === 0 && usdPerMillion.output === 0;
}
