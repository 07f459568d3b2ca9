import type { DatabaseTrouble } from '@/lib/persistence/database-away';
import type { Health, HealthRow } from '@/lib/protocol/health';
import { LONGEST_HOLD_MS } from '../run/recorder';
import type { Clock } from '../time/clock';
import { outcomeWithin } from '../time/within';
import type { App } from './app';
import { databaseName, databaseWords, troubleIn } from './database-check';

/** How long a result is reused, ms. */
const KEPT_MS = 30_000;
/** The same once the database is known to have failed or recovered since, ms. */
const KEPT_AT_LEAST_MS = 1000;
/** The longest check, ms. A locked SQLite file is reported sooner. */
const LONGEST_CHECK_MS = 6000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface HealthSource {
  clock: Clock;
  /** Opens the app unless it is open. */
  open(): Promise<App>;
  /** The app if it is open. */
  opened(): App | undefined;
  /** The database that the environment names; null for none. */
  database: 'sqlite' | 'postgres' | null;
}

/** Checks whether everything that requests need works. */
export class HealthCheck {
  #checked: { at: number; rows: Promise<HealthRow[]>; away: boolean | null } | null = null;

  constructor(private readonly source: HealthSource) {}

  /** Never rejects. */
  async read(): Promise<Pick<Health, 'ready' | 'rows'>> {
    const now = this.source.clock.now();
    if (this.#checked === null || now - this.#checked.at >= this.#keptMs(this.#checked.away)) {
      const checked = { at: now, rows: this.#check(), away: null as boolean | null };
      this.#checked = checked;
      void checked.rows.then((rows) => {
        checked.away = rows.some(({ state }) => state === 'broken');
      });
    }
    const rows = await this.#checked.rows;
    const leaving = (this.source.opened()?.departure.phase ?? 'here') !== 'here';
    return { ready: !leaving && rows.every(({ state }) => state !== 'broken'), rows };
  }

  /** @param away whether the check found the database away; null while it runs. */
  #keptMs(away: boolean | null): number {
    const trouble = this.source.opened()?.persistence.trouble ?? null;
    return away === null || away === (trouble !== null) ? KEPT_MS : KEPT_AT_LEAST_MS;
  }

  async #check(): Promise<HealthRow[]> {
    const { clock, open } = this.source;
    const opened = await outcomeWithin(clock, LONGEST_CHECK_MS, open());
    if (opened.type !== 'fulfilled') return [this.#broken(troubleIn(opened) ?? 'unknown')];
    return Promise.all([this.#databaseRow(opened.value), catalogRow(opened.value)]);
  }

  async #databaseRow({ persistence }: App): Promise<HealthRow> {
    const { clock, database } = this.source;
    if (database === null) {
      const remedy = 'Set DATABASE_URL to the address of a Postgres database.';
      return { id: 'database', state: 'works-but', text: 'There is no database: nothing is kept.', remedy };
    }
    const began = clock.now();
    const trouble = troubleIn(await outcomeWithin(clock, LONGEST_CHECK_MS, persistence.probe()));
    if (trouble !== null) return this.#broken(trouble);
    const tookMs = Math.ceil(clock.now() - began);
    const text = `${databaseName(database)} takes a write and answers in ${tookMs} ms.`;
    if (tookMs <= LONGEST_HOLD_MS) return { id: 'database', state: 'ok', text, remedy: null };
    const remedy = 'Readers see answers before they are saved. Put the database nearer to this server, or relieve it.';
    return { id: 'database', state: 'works-but', text, remedy };
  }

  #broken(trouble: DatabaseTrouble): HealthRow {
    return { id: 'database', state: 'broken', ...databaseWords(this.source.database ?? 'postgres', trouble) };
  }
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
