import 'server-only';
import { createCatalog, type ModelCatalog } from '@/lib/models/catalog';
import { createDemoFetch } from '@/lib/models/demo/create-demo-fetch';
import { demoModels } from '@/lib/models/demo/demo-models';
import { createNodeFetch, createPools } from '@/lib/models/node-fetch';
import { MemoryPersistence } from '@/lib/persistence/memory-persistence';
import { openPersistence } from '@/lib/persistence/open-persistence';
import type { Persistence } from '@/lib/persistence/persistence';
import { type Clock, systemClock } from './clock';
import { type Environment, readEnvironment } from './environment';
import { HoldTimer } from './hold-timer';
import { interruptAbandoned } from './interrupt-abandoned';
import { LiveRuns } from './live-runs';
import { newOwner } from './process-owner';
import { Recorder } from './recorder';
import { RunKeeper } from './run-keeper';

/** Everything of which this process has one. */
export interface Abreast {
  environment: Environment;
  clock: Clock;
  catalog: ModelCatalog;
  persistence: Persistence;
  recorder: Recorder;
  hold: HoldTimer;
  liveRuns: LiveRuns;
  /** This process, as the database knows it. */
  owner: string;
  keeper: RunKeeper;
  /** Asks OpenRouter, over connections kept open. */
  openRouterFetch: typeof fetch;
  /** Answers as OpenRouter would, from inside this process. */
  demoFetch: typeof fetch;
}

export function createAbreast(environment: Environment, persistence: Persistence, clock: Clock = systemClock): Abreast {
  const owner = newOwner();
  const openRouterFetch = createNodeFetch(createPools());
  return {
    environment,
    clock,
    catalog: createCatalog({ baseUrl: environment.baseUrl, fetch: openRouterFetch, clock, demoModels }),
    persistence,
    recorder: new Recorder(persistence, clock),
    hold: new HoldTimer(clock),
    liveRuns: new LiveRuns(),
    owner,
    keeper: new RunKeeper(owner, persistence, clock),
    openRouterFetch,
    demoFetch: createDemoFetch({ clock }),
  };
}

const PLACE = Symbol.for('abreast');

/**
 * The one of this process. It hangs on `globalThis` because Next bundles routes, pages and instrumentation apart:
 * a module's own variable would exist three times.
 *
 * @throws an Error that says what is wrong with the settings or the database; asked again, it tries again.
 */
export function abreast(): Promise<Abreast> {
  const place = globalThis as { [PLACE]?: Promise<Abreast> };
  place[PLACE] ??= open().catch((error) => {
    place[PLACE] = undefined;
    throw error;
  });
  return place[PLACE];
}

async function open(): Promise<Abreast> {
  const environment = readEnvironment(process.env);
  const { database } = environment;
  const persistence = database === null ? new MemoryPersistence() : await openPersistence(database);
  const app = createAbreast(environment, persistence);
  await interruptAbandoned(app);
  return app;
}
