import type { Clock } from '../time/clock';
import { nextTurn } from '../time/pause';
import { firstPlace, LAST_SLOT, slotIn } from './search-places';
import type { Sql } from './sql';

/** When a search ends with what it has found, ms; where the database works elsewhere, it delays nothing here. */
const LONGEST_MS = { sqlite: 60, postgres: 1000 } as const;
/** How long the event loop is held before other work gets a turn, ms. */
const LONGEST_HOLD_MS = 3;
/** A look at the index that takes longer is followed by one at a smaller part of it, and a shorter one by one at a larger. */
const LOOK_MS = { sqlite: 2, postgres: 20 } as const;
/** The part of the index that the first look is at, in slots: about three days. */
const FIRST_WIDTH = 2 ** 16;
const LEAST_WIDTH = 2 ** 6;
/** How many fragments a look finds at most: the first one, and later ones. */
const FIRST_LIMIT = 64;
const LAST_LIMIT = 1024;

/** Reads the search index for one search of a visitor, a little at a time, until the time of the search is over. */
export class IndexReader {
  readonly #until: number;
  #turnBegan: number;
  #width = FIRST_WIDTH;

  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly visitor: string,
  ) {
    this.#turnBegan = clock.now();
    this.#until = clock.now() + LONGEST_MS[sql.kind];
  }

  /** The newest and the oldest slot of the visitor's comparisons; null when none is indexed. */
  async slots(): Promise<{ newest: number; oldest: number } | null> {
    const edge = (place: string) =>
      `(SELECT ${slotIn(place)} FROM search_fragments WHERE place >= CAST(? AS BIGINT) AND place < CAST(? AS BIGINT))`;
    const all = this.places(0, LAST_SLOT);
    const [slots] = await this.sql.query<{ newest: number | null; oldest: number | null }>(
      `SELECT ${edge('MIN(place)')} AS newest, ${edge('MAX(place)')} AS oldest`,
      [...all, ...all],
    );
    return slots && slots.newest !== null && slots.oldest !== null
      ? { newest: slots.newest, oldest: slots.oldest }
      : null;
  }

  /**
   * Looks for fragments that have all grams, between two slots or in a part of that.
   *
   * @param limit how many at most.
   * @returns their slots, the newest first, and the slot up to which it has looked.
   */
  async look(
    grams: readonly string[],
    from: number,
    to: number,
    limit: number,
  ): Promise<{ slots: number[]; to: number }> {
    const last = Math.min(to, from + this.#width - 1);
    const began = this.clock.now();
    const match = matchOf(this.sql, grams);
    const rows = await this.sql.query<{ slot: number }>(
      `SELECT ${slotIn(match.place)} AS slot FROM search_index WHERE ${match.sql}
       AND ${match.place} >= CAST(? AS BIGINT) AND ${match.place} < CAST(? AS BIGINT)
       ORDER BY ${match.place} LIMIT CAST(? AS BIGINT)`,
      [match.value, ...this.places(from, last), limit],
    );
    this.#adapt(this.clock.now() - began);
    await this.breathe();
    const slots = [...new Set(rows.map(({ slot }) => slot))];
    return { slots, to: rows.length < limit ? last : (slots.at(-1) ?? last) };
  }

  /** The first place of these slots, and the first one after them; parameters of a statement. */
  places(from: number, to: number): [string, string] {
    return [firstPlace(this.visitor, from), firstPlace(this.visitor, to + 1)];
  }

  #adapt(tookMs: number): void {
    const aimMs = LOOK_MS[this.sql.kind];
    if (tookMs < aimMs) this.#width = Math.min(LAST_SLOT, this.#width * 2);
    else if (tookMs > 2 * aimMs) this.#width = Math.max(LEAST_WIDTH, Math.floor(this.#width / 4));
  }

  /** Whether the time of the search is over. */
  isLate(): boolean {
    return this.clock.now() > this.#until;
  }

  /** Lets other work of this process have its turn when it is time. */
  async breathe(): Promise<void> {
    if (this.sql.kind === 'postgres' || this.clock.now() - this.#turnBegan < LONGEST_HOLD_MS) return;
    await nextTurn();
    this.#turnBegan = this.clock.now();
  }
}

/** The slots in which a fragment has all grams of a word, the newest first. */
export class WordSlots {
  /** Found and not yet passed. */
  #slots: number[] = [];
  /** The first slot that has not been looked at. */
  #next = 0;
  #limit = FIRST_LIMIT;

  constructor(
    private readonly index: IndexReader,
    readonly grams: readonly string[],
    private readonly oldest: number,
  ) {}

  /** @returns the first slot from this one on; or where it stopped because the time is over; or neither. */
  async from(slot: number): Promise<{ slot: number | null; stoppedAt: number | null }> {
    let passed = 0;
    while (passed < this.#slots.length && (this.#slots[passed] ?? 0) < slot) passed += 1;
    this.#slots.splice(0, passed);
    this.#next = Math.max(this.#next, slot);
    while (this.#slots.length === 0 && this.#next <= this.oldest) {
      const { slots, to } = await this.index.look(this.grams, this.#next, this.oldest, this.#limit);
      this.#slots = slots;
      this.#next = to + 1;
      this.#limit = Math.min(LAST_LIMIT, this.#limit * 2);
      if (slots.length === 0 && this.#next <= this.oldest && this.index.isLate()) {
        return { slot: null, stoppedAt: this.#next };
      }
    }
    return { slot: this.#slots[0] ?? null, stoppedAt: null };
  }
}

/** The condition that a fragment in the index has all grams, with one parameter. */
export function matchOf({ kind }: Sql, grams: readonly string[]): { place: string; sql: string; value: string } {
  if (kind === 'postgres') {
    return { place: 'place', sql: "grams @> string_to_array(CAST(? AS TEXT), ' ')", value: grams.join(' ') };
  }
  return { place: 'rowid', sql: 'search_index MATCH ?', value: grams.map((gram) => `"${gram}"`).join(' AND ') };
}
