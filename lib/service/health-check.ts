import type { DatabaseTrouble } from '@/lib/persistence/database-away';
import { MIGRATIONS } from '@/lib/persistence/migrations';
import type { Health, HealthRow } from '@/lib/protocol/health';
import { LONGEST_HOLD_MS } from '../run/recorder';
import type { Clock } from '../time/clock';
import { outcomeWithin } from '../time/within';
import type { App } from './app';
import { databaseName, databaseWords, troubleIn } from './database-check';
import type { Environment } from './environment';
import { settingsRows } from './settings-rows';
import { askAbout } from './visitor-key';

/** How long a result is reused, ms. */
const KEPT_MS = 30_000;
/** The same once the database is known to have failed or recovered since, ms. */
const KEPT_AT_LEAST_MS = 1000;
/** The longest check, ms. A locked SQLite file is reported sooner. */
const LONGEST_CHECK_MS = 6000;
/** The longest that a check waits for OpenRouter, ms: a server whose OpenRouter is slow is ready all the same. */
const LONGEST_KEY_CHECK_MS = 2000;
/** How often the database is pinged. Of these the one in the middle counts. */
const PINGS = 5;
/** A Postgres that takes longer for a round trip, ms, is not near: within a region it takes 1 or 2. */
const NEAR_MS = 30;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface HealthSource {
  clock: Clock;
  /** Opens the app unless it is open. */
  open(): Promise<App>;
  /** The app if it is open. */
  opened(): App | undefined;
  environment: Environment;
}

/** Checks whether everything that requests need works, and whether the deployment is set up as it should be. */
export class HealthCheck {
  #checked: { at: number; rows: Promise<HealthRow[]>; away: boolean | null } | null = null;
  /** Kept by itself, so that a database that comes and goes does not make OpenRouter be asked each second. */
  #key: { at: number; row: Promise<HealthRow> } | null = null;

  constructor(private readonly source: HealthSource) {}

  /** Never rejects. */
  async read(): Promise<Pick<Health, 'ready' | 'rows'>> {
    const now = this.source.clock.now();
    if (this.#checked === null || now - this.#checked.at >= this.#keptMs(this.#checked.away)) {
      const checked = { at: now, rows: this.#check(), away: null as boolean | null };
      this.#checked = checked;
      void checked.rows.then((rows) => {
        checked.away = isAway(rows);
      });
    }
    const rows = await this.#checked.rows;
    const leaving = (this.source.opened()?.departure.phase ?? 'here') !== 'here';
    return { ready: !leaving && !isAway(rows), rows };
  }

  /** @param away whether the check found the database away; null while it runs. */
  #keptMs(away: boolean | null): number {
    const trouble = this.source.opened()?.persistence.trouble ?? null;
    return away === null || away === (trouble !== null) ? KEPT_MS : KEPT_AT_LEAST_MS;
  }

  async #check(): Promise<HealthRow[]> {
    const { clock, open, environment } = this.source;
    const opened = await outcomeWithin(clock, LONGEST_CHECK_MS, open());
    const settings = settingsRows(environment);
    if (opened.type !== 'fulfilled') return [this.#broken(troubleIn(opened) ?? 'unknown'), ...settings];
    const { value: app } = opened;
    const [database, key, catalog, sources] = await Promise.all([
      this.#databaseRows(app),
      this.#keyRow(app),
      catalogRow(app),
      sourceRows(app),
    ]);
    return [...database, key, catalog, ...sources, ...settings];
  }

  async #databaseRows({ persistence }: App): Promise<HealthRow[]> {
    const { clock, environment } = this.source;
    if (environment.database === null) {
      const remedy = 'Set DATABASE_URL to the address of a Postgres database.';
      return [{ id: 'database', state: 'works-but', text: 'There is no database: nothing is kept.', remedy }];
    }
    const measured = await outcomeWithin(clock, LONGEST_CHECK_MS, measure(clock, persistence));
    if (measured.type !== 'fulfilled') return [this.#broken(troubleIn(measured) ?? 'unknown')];
    const { writeMs, pingMs, version } = measured.value;
    const kind = kindOf(environment);
    const text = `${databaseName(kind)} takes a write in ${Math.ceil(writeMs)} ms and answers in ${Math.ceil(pingMs)} ms.`;
    const remedy = slowRemedy(kind, writeMs, pingMs);
    return [{ id: 'database', state: remedy === null ? 'ok' : 'works-but', text, remedy }, schemaRow(version)];
  }

  #broken(trouble: DatabaseTrouble): HealthRow {
    return { id: 'database', state: 'broken', ...databaseWords(kindOf(this.source.environment), trouble) };
  }

  #keyRow(app: App): Promise<HealthRow> {
    const now = this.source.clock.now();
    if (this.#key === null || now - this.#key.at >= KEPT_MS) this.#key = { at: now, row: keyRow(app) };
    return this.#key.row;
  }
}

/** Only the database decides whether requests can be taken. */
function isAway(rows: readonly HealthRow[]): boolean {
  return rows.some(({ id, state }) => id === 'database' && state === 'broken');
}

function kindOf({ database }: Environment): 'sqlite' | 'postgres' {
  return database?.databaseUrl === null ? 'sqlite' : 'postgres';
}

/** Writes, reads and pings. @throws DatabaseAway */
async function measure(clock: Clock, persistence: App['persistence']) {
  const writeMs = await durationOf(clock, () => persistence.probe());
  const version = await persistence.schemaVersion();
  const pings: number[] = [];
  for (let ping = 0; ping < PINGS; ping += 1) pings.push(await durationOf(clock, () => persistence.ping()));
  const [pingMs = 0] = pings.toSorted((left, right) => left - right).slice(Math.floor(PINGS / 2));
  return { writeMs, version, pingMs };
}

async function durationOf(clock: Clock, work: () => Promise<void>): Promise<number> {
  const began = clock.now();
  await work();
  return clock.now() - began;
}

/** @returns why a database that works is slow, and what can be done; null if it is not slow. */
function slowRemedy(kind: 'sqlite' | 'postgres', writeMs: number, pingMs: number): string | null {
  if (kind === 'postgres' && pingMs > NEAR_MS) {
    return 'It is probably in another region than the app, and each page waits for it. Move both into one region.';
  }
  if (writeMs <= LONGEST_HOLD_MS) return null;
  return 'Readers see answers before they are saved. Put the database nearer to this server, or relieve it.';
}

function schemaRow(version: number): HealthRow {
  const known = MIGRATIONS.length;
  if (version === known) {
    return { id: 'schema', state: 'ok', text: `The tables are those of this version (${version}).`, remedy: null };
  }
  const text = `The tables are of version ${version}, and this version of Abreast knows ${known}: a newer one has changed them.`;
  return { id: 'schema', state: 'works-but', text, remedy: 'Replace this server with the newer version.' };
}

/** Whether OpenRouter accepts the house key. Says neither its label nor what it may spend, since anybody can read it. */
async function keyRow(app: App): Promise<HealthRow> {
  const { apiKey, sources } = app.environment;
  if (apiKey === null) {
    const free = sources.length === 0 ? 'demo models' : 'demo models and those of SOURCES or of this machine';
    const text = `There is no house key: only ${free} answer, unless a visitor uses a key of their own.`;
    const remedy = 'Make a key at openrouter.ai/settings/keys, set OPENROUTER_API_KEY to it, and restart this server.';
    return { id: 'key', state: 'works-but', text, remedy };
  }
  const asking = await outcomeWithin(app.clock, LONGEST_KEY_CHECK_MS, askAbout(app, apiKey));
  if (asking.type !== 'fulfilled') {
    const remedy = 'Check that this server reaches OpenRouter, or what OPENROUTER_BASE_URL names.';
    return { id: 'key', state: 'works-but', text: 'OpenRouter could not be asked about the house key.', remedy };
  }
  if (asking.value !== null) {
    return { id: 'key', state: 'ok', text: 'OpenRouter accepts the house key.', remedy: null };
  }
  const remedy =
    'Set OPENROUTER_API_KEY to a key that is enabled at openrouter.ai/settings/keys, and restart this server.';
  return {
    id: 'key',
    state: 'broken',
    text: 'OpenRouter does not accept the house key: no model answers with it.',
    remedy,
  };
}

async function catalogRow({ catalog, clock }: App): Promise<HealthRow> {
  const { source, models } = await catalog.get();
  const remedy = 'Check that this server reaches OpenRouter, or what OPENROUTER_BASE_URL names.';
  if (source.kind === 'snapshot') {
    const text = `OpenRouter’s list of models cannot be read: the one of ${source.asOf} serves, with ${models.length}.`;
    return { id: 'catalog', state: 'works-but', text, remedy };
  }
  const ageMs = Math.max(0, clock.date().getTime() - Date.parse(source.asOf));
  const text = `${models.length} models, read ${Math.round(ageMs / MINUTE_MS)} min ago.`;
  return ageMs < HOUR_MS
    ? { id: 'catalog', state: 'ok', text, remedy: null }
    : { id: 'catalog', state: 'works-but', text, remedy };
}

/** Whether the list of each server beside OpenRouter can be read. One that is away breaks nothing else. */
async function sourceRows({ catalog }: App): Promise<HealthRow[]> {
  const { sources = [], models } = await catalog.get();
  return sources.map(({ id, name, state }): HealthRow => {
    if (state === 'away') {
      const remedy = 'Start it, or check that this server reaches the baseUrl that SOURCES names for it.';
      return { id: `source:${id}`, state: 'works-but', text: `${name} is away.`, remedy };
    }
    const count = models.filter((model) => model.source === id).length;
    const text = `${name} offers ${count} ${count === 1 ? 'model' : 'models'}.`;
    return { id: `source:${id}`, state: 'ok', text, remedy: null };
  });
}
