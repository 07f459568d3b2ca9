import { foldEvents } from '@/lib/comparison/fold-events';
import { selectedTurns } from '@/lib/comparison/project';
import { type ComparisonState, emptyState } from '@/lib/comparison/state';
import type { Persistence } from '@/lib/persistence/persistence';
import { parseAsk, parseRetry } from '@/lib/protocol/ask';
import { createFrameDecoder } from '@/lib/protocol/frames';
import type { LogEntry, RunEvent } from '@/lib/protocol/run-event';
import type { LiveRun } from '@/lib/run/live-run';
import { newId } from '@/lib/run/new-id';
import { type App, createApp } from '@/lib/service/app';
import { ask } from '@/lib/service/ask';
import type { StartedRun } from '@/lib/service/begin-run';
import type { Environment } from '@/lib/service/environment';
import { readLiveRun } from '@/lib/service/read-run';
import { retryLanes } from '@/lib/service/retry-lanes';
import type { VisitorSession } from '@/lib/session/session';
import type { Clock } from '@/lib/time/clock';
import { decodeEntry } from './decode-entry';
import type { FakeClock } from './fake-clock';
import type { OpenRouterStandIn } from './openrouter/server';
import { temporaryPersistence } from './temporary-persistence';

/** The whole server side without HTTP in front: real provider package, real sockets to the stand-in. */
export function createTestApp(
  standIn: OpenRouterStandIn,
  clock?: Clock,
  apiKey: string | null = 'test-key',
  persistence: Persistence = temporaryPersistence(clock),
  settings: Partial<Environment> = {},
): App {
  const environment: Environment = {
    apiKey,
    baseUrl: standIn.baseUrl,
    sources: [],
    orphanGraceMs: 60_000,
    laneMs: 280_000,
    database: { databaseUrl: null, folder: '.data' },
    sessionSecrets: null,
    siteUrl: null,
    accessPassword: null,
    budgets: { usdPerDay: null, usdPerVisitorPerDay: null, maxTokens: 4096, models: null },
    limits: { comparisonsPerMinute: 0, runsAtOnce: 0, proxyHops: 0, onVercel: false },
    retentionDays: null,
    ...settings,
  };
  return createApp({
    environment,
    persistence,
    sessionSecrets: ['of the tests'],
    clock,
  });
}

/** Who asks in tests that are not about who asks. */
export const VISITOR = 'the visitor';
export const SESSION = { visitor: VISITOR, key: null };

/** Asks as `POST /api/compare` does with that body. */
export async function askBody(app: App, body: unknown, session: VisitorSession = SESSION): Promise<LiveRun> {
  return (await startAsk(app, body, session)).live;
}

/** The same, with the record that the run has changed. */
export async function startAsk(app: App, body: unknown, session: VisitorSession = SESSION): Promise<StartedRun> {
  const parsed = parseAsk(body);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return ask(app, session, parsed.ask);
}

/** Asks as `POST /api/runs/{run}/retry` does with those lanes. */
export async function retry(
  app: App,
  run: string,
  lanes: readonly unknown[],
  session: VisitorSession = SESSION,
): Promise<LiveRun> {
  return (await startRetry(app, run, lanes, session)).live;
}

/** The same, with the record that the run has changed. */
export async function startRetry(
  app: App,
  run: string,
  lanes: readonly unknown[],
  session: VisitorSession = SESSION,
): Promise<StartedRun> {
  const parsed = parseRetry({ lanes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return retryLanes(app, session, run, parsed.lanes);
}

/** Makes a link to the selected attempts of that comparison, though a server without a database makes none. @returns its slug. */
export async function makeLink({ persistence }: App, comparison: string): Promise<string> {
  const record = await persistence.findComparison(comparison);
  if (!record) throw new Error('what was asked is kept');
  const snapshot = { title: record.title, turns: selectedTurns(record) };
  const share = await persistence.createShare({ slug: newId(), comparison, snapshot, indexed: false });
  if (!share) throw new Error('what is kept can be shared');
  return share.slug;
}

/** Reads a run to its end, as a client does. */
export async function readToEnd(app: App, run: LiveRun, after = 0): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  const decoder = createFrameDecoder({ onEntry: (entry) => entries.push(entry) });
  const utf8 = new TextDecoder();
  for await (const bytes of readLiveRun(app, run, after)) decoder.feed(utf8.decode(bytes, { stream: true }));
  return entries;
}

/** What readers have been shown of a run so far. */
export function eventsOf(run: LiveRun): RunEvent[] {
  return run.log.entriesAfter(0).map((entry) => decodeEntry(entry).event);
}

/** Resolves with the first event of the run that fits, shown already or to come. */
export function nextEvent<T extends RunEvent>(run: LiveRun, fits: (event: RunEvent) => event is T): Promise<T>;
export function nextEvent(run: LiveRun, fits: (event: RunEvent) => boolean): Promise<RunEvent>;
export function nextEvent(run: LiveRun, fits: (event: RunEvent) => boolean): Promise<RunEvent> {
  return new Promise((resolve) => {
    let stop = () => {};
    const look = () => {
      const event = eventsOf(run).find(fits);
      if (!event) return;
      stop();
      resolve(event);
    };
    stop = run.log.onRelease(look);
    look();
  });
}

/** Lets each automatic retry begin at once, by moving the clock over its delay; the clock stands still otherwise. */
export function hurryRetries(run: LiveRun, clock: FakeClock): void {
  let seen = 0;
  const look = () => {
    const retries = eventsOf(run).filter((event) => event.type === 'retry');
    for (const retry of retries.slice(seen)) void clock.advance(retry.delayMs);
    seen = retries.length;
  };
  run.log.onRelease(look);
  look();
}

export function foldOf(run: LiveRun, entries: readonly LogEntry[]): ComparisonState {
  return foldEvents(emptyState, run.id, entries);
}
