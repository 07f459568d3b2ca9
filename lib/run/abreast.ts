import 'server-only';
import { createCatalog, type ModelCatalog } from '@/lib/models/catalog';
import { createDemoFetch } from '@/lib/models/demo/create-demo-fetch';
import { demoModels } from '@/lib/models/demo/demo-models';
import { createNodeFetch, createPools } from '@/lib/models/node-fetch';
import { MemoryPersistence } from '@/lib/persistence/memory-persistence';
import type { Persistence } from '@/lib/persistence/persistence';
import { type Clock, systemClock } from './clock';
import { type Environment, readEnvironment } from './environment';
import { HoldTimer } from './hold-timer';
import { LiveRuns } from './live-runs';
import { Recorder } from './recorder';

/** Everything of which this process has one. */
export interface Abreast {
  environment: Environment;
  clock: Clock;
  catalog: ModelCatalog;
  persistence: Persistence;
  recorder: Recorder;
  hold: HoldTimer;
  liveRuns: LiveRuns;
  /** Asks OpenRouter, over connections kept open. */
  openRouterFetch: typeof fetch;
  /** Answers as OpenRouter would, from inside this process. */
  demoFetch: typeof fetch;
}

export function createAbreast(environment: Environment, clock: Clock = systemClock): Abreast {
  const persistence = new MemoryPersistence();
  const openRouterFetch = createNodeFetch(createPools());
  return {
    environment,
    clock,
    catalog: createCatalog({ baseUrl: environment.baseUrl, fetch: openRouterFetch, clock, demoModels }),
    persistence,
    recorder: new Recorder(persistence, clock),
    hold: new HoldTimer(clock),
    liveRuns: new LiveRuns(),
    openRouterFetch,
    demoFetch: createDemoFetch({ clock }),
  };
}

const PLACE = Symbol.for('abreast');

/**
 * The one of this process. It hangs on `globalThis` because Next bundles routes, pages and instrumentation apart:
 * a module's own variable would exist three times.
 */
export function abreast(): Abreast {
  const place = globalThis as { [PLACE]?: Abreast };
  place[PLACE] ??= createAbreast(readEnvironment(process.env));
  return place[PLACE];
}
