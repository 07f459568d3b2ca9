import { DatabaseAway, type DatabaseTrouble, isDatabaseAway } from '@/lib/persistence/database-away';
import type { Persistence } from '@/lib/persistence/persistence';
import type { Clock } from '../time/clock';
import { type Outcome, outcomeWithin } from '../time/within';

/** How long an answer is good for, ms: whoever asks meanwhile is told the same. */
const KEPT_MS = 1000;
/** A database that takes longer to answer, ms, is as good as away to whoever waits for a page. */
const LONGEST_ANSWER_MS = 2000;

/** Asks the database whether it can be read, for pages: so often at most, however many there are. */
export class DatabaseCheck {
  #asked: { at: number; trouble: Promise<DatabaseTrouble | null> } | null = null;

  constructor(
    private readonly persistence: Pick<Persistence, 'ping'>,
    private readonly clock: Clock,
  ) {}

  /** @returns why it cannot be read, null when it can. Never rejects. */
  trouble(): Promise<DatabaseTrouble | null> {
    const now = this.clock.now();
    if (this.#asked === null || now - this.#asked.at >= KEPT_MS) this.#asked = { at: now, trouble: this.#ask() };
    return this.#asked.trouble;
  }

  /**
   * Does what needs the database, and does not wait for it any longer than it takes to know that it cannot be read.
   *
   * @throws DatabaseAway; else as the work does.
   */
  async during<T>(work: Promise<T>): Promise<T> {
    // Work that is done has shown that the database can be read.
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

  async #ask(): Promise<DatabaseTrouble | null> {
    return troubleIn(await outcomeWithin(this.clock, LONGEST_ANSWER_MS, this.persistence.ping()));
  }
}

/** @returns what that outcome of a question tells of the database. */
export function troubleIn(outcome: Outcome<unknown>): DatabaseTrouble | null {
  if (outcome.type === 'fulfilled') return null;
  if (outcome.type === 'late') return 'silent';
  return isDatabaseAway(outcome.error) ? outcome.error.trouble : 'unknown';
}
