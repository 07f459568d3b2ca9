import 'server-only';
import { randomBytes, randomInt } from 'node:crypto';
import { createCatalog, type ModelCatalog } from '@/lib/models/catalog';
import { createDemoFetch } from '@/lib/models/demo/create-demo-fetch';
import { demoModels } from '@/lib/models/demo/demo-models';
import { openPersistence } from '@/lib/persistence/open-persistence';
import type { Persistence } from '@/lib/persistence/persistence';
import { openTemporary } from '@/lib/persistence/temporary';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { createNodeFetch, createPools } from '@/lib/provider/http-fetch';
import { CallQueue } from '../run/call-queue';
import { Departure } from '../run/departure';
import { LiveRuns } from '../run/live-runs';
import { OpenLogs } from '../run/open-logs';
import { HoldTimer } from '../run/piece-merger';
import { Recorder } from '../run/recorder';
import { RunKeeper } from '../run/takeover/heartbeat';
import { SilenceWatch } from '../run/takeover/liveness';
import { loseRun } from '../run/takeover/lose-run';
import { ProcessTable } from '../run/takeover/process-table';
import { Reaper } from '../run/takeover/reaper';
import { secretWithoutDatabase } from '../session/build-secret';
import { type Clock, systemClock } from '../time/clock';
import { InFlight } from '../time/in-flight';
import { DatabaseCheck } from './database-check';
import { type Environment, readEnvironment } from './environment';
import { FoldedRuns } from './folded-runs';
import { HealthCheck } from './health-check';
import type { FoundShare } from './load-share';
import { withLocalEngines } from './local-engines';
import { keepPurging } from './purge';
import { SearchIndexer } from './search-indexer';

/** Everything that exists once in this process. */
export interface App {
  environment: Environment;
  clock: Clock;
  catalog: ModelCatalog;
  persistence: Persistence;
  /** The first signs and seals visitors' cookies, all are accepted. */
  sessionSecrets: readonly string[];
  recorder: Recorder;
  hold: HoldTimer;
  liveRuns: LiveRuns;
  foldedRuns: FoldedRuns;
  openLogs: OpenLogs;
  /** Where lanes wait for the sources that do not answer all at once, by source. */
  callQueues: ReadonlyMap<string, CallQueue>;
  /** Links that are being looked up, by slug. */
  shareLookups: InFlight<FoundShare>;
  /** Comparisons that the database has not accepted yet, by id. */
  unsaved: Map<string, { record: ComparisonRecord; visitor: string }>;
  /** The id of this process in the database. */
  owner: string;
  keeper: RunKeeper;
  reaper: Reaper;
  departure: Departure;
  database: DatabaseCheck;
  indexer: SearchIndexer;
  /** Fetches from OpenRouter and from sources, over keep-alive connections. */
  openRouterFetch: typeof fetch;
  /** Answers as OpenRouter would, inside this process. */
  demoFetch: typeof fetch;
  /** @returns a whole number from 0 to below the given one, by chance that nobody can foresee. */
  randomBelow(below: number): number;
  /** Writes a line to the server's log. It must contain no prompt and no key. */
  writeLine(line: string): void;
}

interface Parts {
  environment: Environment;
  persistence: Persistence;
  sessionSecrets: readonly string[];
  clock?: Clock;
  departure?: Departure;
  randomBelow?(below: number): number;
  writeLine?(line: string): void;
}

export function createApp({
  environment,
  persistence,
  sessionSecrets,
  clock = systemClock,
  departure = new Departure(),
  randomBelow = (below) => randomInt(below),
  writeLine = () => {},
}: Parts): App {
  const table = new ProcessTable();
  const owner = table.newOwner();
  const openRouterFetch = createNodeFetch(createPools());
  const keeper = new RunKeeper(owner, persistence, clock, (live) => void loseRun(app, live));
  const silence = new SilenceWatch(owner, table, clock);
  const liveRuns = new LiveRuns();
  const recorder = new Recorder(persistence, clock, {
    owner,
    mayShowUnsaved: () => departure.phase === 'here' && !keeper.mustAsk(),
    onRefused(run) {
      const live = app.liveRuns.get(run);
      if (live) void loseRun(app, live);
    },
  });
  const app: App = {
    environment,
    clock,
    catalog: createCatalog({
      baseUrl: environment.baseUrl,
      sources: environment.sources,
      fetch: openRouterFetch,
      clock,
      demoModels,
    }),
    persistence,
    sessionSecrets,
    recorder,
    hold: new HoldTimer(clock),
    liveRuns,
    foldedRuns: new FoldedRuns(),
    openLogs: new OpenLogs(),
    callQueues: new Map(
      environment.sources.flatMap(({ id, atOnce }) => (atOnce === null ? [] : [[id, new CallQueue(atOnce)]])),
    ),
    shareLookups: new InFlight(),
    unsaved: new Map(),
    owner,
    keeper,
    reaper: new Reaper(owner, persistence, clock, silence, (run) => liveRuns.get(run) !== undefined),
    departure,
    database: new DatabaseCheck(persistence, clock),
    indexer: new SearchIndexer(persistence, clock),
    openRouterFetch,
    demoFetch: createDemoFetch({ clock }),
    randomBelow,
    writeLine,
  };
  return app;
}

const PLACE = Symbol.for('abreast');
/** How long a failure to open the database is repeated to all callers, ms, before it is opened again. */
const REOPEN_MS = 1000;

/**
 * Opens the app of this process, once. It is stored on `globalThis` because Next bundles routes, pages and instrumentation
 * apart, so a module's variable would exist three times.
 *
 * @throws DatabaseAway, or an Error that says what is wrong with the environment. A second later it tries again.
 */
export function openApp(): Promise<App> {
  const place = placeOfProcess();
  // Wall clock, since a process may have been frozen meanwhile.
  if (place.failedAt !== undefined && Date.now() - place.failedAt >= REOPEN_MS) place.opening = undefined;
  if (place.opening === undefined) {
    place.failedAt = undefined;
    place.opening = open();
    place.opening.then(
      (app) => {
        place.open = app;
      },
      (error: unknown) => {
        place.failedAt = Date.now();
        // Elsewhere it is told at the start, and ends the process.
        // biome-ignore lint/suspicious/noConsole: the server's operator reads it.
        if (process.env.VERCEL && error instanceof Error) console.error(error.message);
      },
    );
  }
  return place.opening;
}

/** @returns the app if it is open. */
export function openedApp(): App | undefined {
  return placeOfProcess().open;
}

/** The health check of this process. It works before the app is open. */
export function healthCheck(): HealthCheck {
  const place = placeOfProcess();
  place.health ??= new HealthCheck({
    clock: systemClock,
    open: openApp,
    opened: openedApp,
    environment: readEnvironment(process.env),
  });
  return place.health;
}

interface Place {
  opening?: Promise<App>;
  /** When opening failed, ms since 1970. */
  failedAt?: number;
  open?: App;
  health?: HealthCheck;
}

function placeOfProcess(): Place {
  const holder = globalThis as { [PLACE]?: Place };
  holder[PLACE] ??= {};
  return holder[PLACE];
}

async function open(): Promise<App> {
  const environment = await withLocalEngines(readEnvironment(process.env), {
    variables: process.env,
    fetch: createNodeFetch(createPools()),
    clock: systemClock,
  });
  const app = await openIdle(environment);
  // If it fails, the next reader does the same.
  void app.reaper.reap().catch(() => {});
  void keepPurging(app);
  void app.indexer.wake();
  return app;
}

/**
 * Opens an app that serves nobody, for a command: it ends no runs and purges nothing.
 *
 * @throws as {@link openApp}.
 */
export async function openIdle(environment = readEnvironment(process.env)): Promise<App> {
  const { database } = environment;
  const persistence = database === null ? await openTemporary() : await openPersistence(database);
  const sessionSecrets = await readSecrets(environment, persistence).catch(async (error) => {
    await persistence.close().catch(() => {});
    throw error;
  });
  return createApp({ environment, persistence, sessionSecrets, writeLine });
}

function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The same for all processes of a deployment, and on a database also after a restart. */
async function readSecrets(
  { sessionSecrets, database, apiKey }: Environment,
  persistence: Persistence,
): Promise<readonly string[]> {
  if (sessionSecrets !== null) return sessionSecrets;
  if (database === null) return [secretWithoutDatabase(apiKey)];
  return [await persistence.keepValue('session-secret', randomBytes(32).toString('base64url'))];
}
