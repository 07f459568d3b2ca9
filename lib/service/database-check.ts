import { DatabaseAway, type DatabaseTrouble, isDatabaseAway } from '@/lib/persistence/database-away';
import type { Persistence } from '@/lib/persistence/persistence';
import type { Clock } from '../time/clock';
import { type Outcome, outcomeWithin } from '../time/within';

/** How long a result is reused, ms. */
const KEPT_MS = 1000;
/** For a page, a database that takes longer to answer, ms, is away. */
const LONGEST_ANSWER_MS = 2000;

/**
 * Whether the database can be read, for pages. It is pinged once in {@link KEPT_MS} at most, and again when a statement
 * has failed since.
 */
export class DatabaseCheck {
  #pinged: { at: number; trouble: Promise<DatabaseTrouble | null> } | null = null;
  /** The last ping was answered. */
  #answered = false;

  constructor(
    private readonly persistence: Pick<Persistence, 'ping' | 'trouble'>,
    private readonly clock: Clock,
  ) {}

  /** @returns why the database cannot be read, null if it can. Never rejects. */
  trouble(): Promise<DatabaseTrouble | null> {
    const now = this.clock.now();
    const failedSince = this.#answered && this.persistence.trouble !== null;
    if (this.#pinged === null || failedSince || now - this.#pinged.at >= KEPT_MS) {
      this.#answered = false;
      this.#pinged = { at: now, trouble: this.#ping() };
    }
    return this.#pinged.trouble;
  }

  /**
   * Waits for work that needs the database, but no longer than it takes to know that the database cannot be read.
   *
   * @throws DatabaseAway; else as the work does.
   */
  async during<T>(work: Promise<T>): Promise<T> {
    // Finished work shows that the database can be read.
    const trouble = await Promise.race([
      work.then(
        () => null,
        () => this.trouble(),
      ),
      this.trouble(),
    ]);
    if (trouble !== null) throw new DatabaseAway(trouble, 'The database cannot be read.');
    return work;
  }

  async #ping(): Promise<DatabaseTrouble | null> {
    const trouble = troubleIn(await outcomeWithin(this.clock, LONGEST_ANSWER_MS, this.persistence.ping()));
    this.#answered = trouble === null;
    return trouble;
  }
}

/** @returns what the outcome of a query tells about the database. */
export function troubleIn(outcome: Outcome<unknown>): DatabaseTrouble | null {
  if (outcome.type === 'fulfilled') return null;
  if (outcome.type === 'late') return 'silent';
  return isDatabaseAway(outcome.error) ? outcome.error.trouble : 'unknown';
}

type DatabaseKind = 'sqlite' | 'postgres';

interface Words {
  /** Follows the name of the database. */
  text: string;
  /** `%` stands for the environment variable that names the database. */
  remedy: string;
}

const WORDS: Record<DatabaseTrouble, Words> = {
  unreachable: { text: 'cannot be reached', remedy: 'Check that it runs, and that % names it.' },
  silent: { text: 'does not answer', remedy: 'See what it waits for, and the network before it.' },
  forbidden: { text: 'does not let this server in', remedy: 'Check the rights to what % names, and its password.' },
  missing: { text: 'is not there, or has lost its tables', remedy: 'Make what % names, then restart this server.' },
  removed: {
    text: 'is gone: its file was removed or replaced while it was open',
    remedy: 'Put it back, or restart this server, which begins a new one in %.',
  },
  busy: { text: 'is taken by somebody else', remedy: 'End what else holds it, or give it more connections.' },
  'read-only': { text: 'takes no writes', remedy: 'Make what % names writable: the primary, or another folder.' },
  full: { text: 'has no room left, or its disk fails', remedy: 'Free some space on its disk.' },
  damaged: { text: 'is damaged', remedy: 'Put back a backup; docs/storage.md tells how.' },
  newer: {
    text: 'was written by a newer version of Abreast',
    remedy: 'Start that newer version, or name another database in %.',
  },
  unknown: { text: 'cannot be used', remedy: 'The log of this server says more.' },
};

const NAMES: Record<DatabaseKind, { name: string; setting: string }> = {
  sqlite: { name: 'SQLite', setting: 'DATA_DIR' },
  postgres: { name: 'Postgres', setting: 'DATABASE_URL' },
};

/** @returns a sentence about the trouble, and what can be done. Holds no secret and no text of the driver. */
export function databaseWords(kind: DatabaseKind, trouble: DatabaseTrouble): { text: string; remedy: string } {
  const { name, setting } = NAMES[kind];
  const { text, remedy } = WORDS[trouble];
  return { text: `${name} ${text}.`, remedy: remedy.replace('%', setting) };
}

export function databaseName(kind: DatabaseKind): string {
  return NAMES[kind].name;
}
