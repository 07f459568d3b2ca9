import { type RawBuilder, sql as raw } from 'kysely';
import type { Excerpt } from '@/lib/protocol/history';
import type { Clock } from '../time/clock';
import { gramsOfWord } from './grams';
import { type HistoryCursor, isBefore } from './history-cursor';
import { IndexReader, WordSlots } from './index-reader';
import { slotOf, timesOf } from './search-places';
import { likePattern } from './search-text';
import { SlotTexts, type Word } from './slot-texts';
import type { Sql } from './sql';
import { HIDES_NAMES, selectAll, tables, toTime } from './tables';

/** What a search has found; the order is for the caller to make. */
export interface Found {
  ids: readonly string[];
  /** Of those whose words are not all in the title, the models and the prompts. */
  excerpts: ReadonlyMap<string, Excerpt>;
  /** Where to go on when time was over: everything before it has been looked at. Null when all has. */
  stoppedAt: HistoryCursor | null;
}

/** How many comparisons that are not indexed are looked at in one step. */
const UNINDEXED_AT_ONCE = 100;
/** Sorts before every id. */
const BEFORE_ALL_IDS = '!';

/**
 * Looks for a visitor's comparisons that have all the words, the newest first, until it has `most` of them or its time is
 * over. The index tells where all words may be, by the grams of each; the texts there are compared. Comparisons
 * that are not indexed yet are found by title, models and prompts.
 *
 * @param words normalised, at least one.
 * @param matches what must hold of `comparisons as c` besides.
 */
export async function searchComparisons(
  sql: Sql,
  clock: Clock,
  {
    visitor,
    words,
    before,
    most,
    matches,
  }: {
    visitor: string;
    words: readonly string[];
    before: HistoryCursor | null;
    most: number;
    matches: RawBuilder<boolean>;
  },
): Promise<Found> {
  const search = new Search(sql, clock, { visitor, before, matches });
  const unindexed = await search.unindexed(words, most);
  const indexed = await search.indexed(words, most);
  const stops = [unindexed.stoppedMs, indexed.stoppedMs].filter((ms) => ms !== null);
  const horizon = stops.length > 0 ? Math.max(...stops) : null;
  const hits = [...unindexed.hits, ...indexed.hits].filter(
    ({ created_at }) => horizon === null || created_at >= horizon,
  );
  return {
    ids: [...new Set(hits.map(({ id }) => id))],
    excerpts: new Map(indexed.hits.flatMap(({ id, excerpt }) => (excerpt ? [[id, excerpt]] : []))),
    stoppedAt: horizon === null ? null : { createdAt: toTime(horizon), id: BEFORE_ALL_IDS },
  };
}

interface Hit {
  id: string;
  created_at: number;
  excerpt?: Excerpt | null;
}

/** @param stoppedMs all comparisons that were created then or later have been looked at; null: all there are, or enough were found. */
interface Hits {
  hits: readonly Hit[];
  stoppedMs: number | null;
}

class Search {
  readonly #index: IndexReader;

  constructor(
    private readonly sql: Sql,
    clock: Clock,
    private readonly scope: { visitor: string; before: HistoryCursor | null; matches: RawBuilder<boolean> },
  ) {
    this.#index = new IndexReader(sql, clock, scope.visitor);
  }

  async unindexed(words: readonly string[], most: number): Promise<Hits> {
    const hits: Hit[] = [];
    let last: Hit | null = null;
    while (hits.length < most) {
      if (last && this.#index.isLate()) return { hits, stoppedMs: last.created_at + 1 };
      let query = this.#own(last ? { createdAt: toTime(last.created_at), id: last.id } : this.scope.before)
        .where('c.index_due', 'is not', null)
        .select(hasAll(words).as('hit'))
        .limit(UNINDEXED_AT_ONCE);
      query = query.$narrowType();
      const rows: readonly (Hit & { hit: number | boolean })[] = await selectAll(this.sql, query);
      hits.push(...rows.filter(({ hit }) => Boolean(hit)));
      last = rows.at(-1) ?? null;
      if (rows.length < UNINDEXED_AT_ONCE) break;
      await this.#index.breathe();
    }
    return { hits, stoppedMs: null };
  }

  /** Leapfrog: the newest slot that may have a word, then the newest one from there on that may have the next word … */
  async indexed(texts: readonly string[], most: number): Promise<Hits> {
    const hits: Hit[] = [];
    const slots = await this.#index.slots();
    if (!slots) return { hits, stoppedMs: null };
    const words = texts.map((word) => ({ word, grams: gramsOfWord(word) }));
    const places = words.map(({ grams }) => new WordSlots(this.#index, grams, slots.oldest));
    const first = Math.max(slots.newest, this.scope.before ? newestSlotBefore(this.scope.before) : 0);
    let slot = first;
    let agreed = 0;
    for (let nth = 0; hits.length < most; nth = (nth + 1) % places.length) {
      const found = await places[nth]?.from(slot);
      if (found && found.stoppedAt !== null) return { hits, stoppedMs: timesOf(found.stoppedAt).until };
      if (!found || found.slot === null) break;
      agreed = found.slot === slot ? agreed + 1 : 1;
      slot = found.slot;
      if (agreed === words.length) {
        hits.push(...(await this.#hitsIn(slot, words)));
        slot += 1;
        agreed = 0;
      }
      if (slot > first && this.#index.isLate()) return { hits, stoppedMs: timesOf(slot).until };
    }
    return { hits, stoppedMs: null };
  }

  async #hitsIn(slot: number, words: readonly Word[]): Promise<Hit[]> {
    const { from, until } = timesOf(slot);
    const comparisons = await selectAll(
      this.sql,
      this.#own(this.scope.before).where('c.created_at', '>=', from).where('c.created_at', '<', until),
    );
    const texts = new SlotTexts(this.sql, this.#index, slot);
    const hits: Hit[] = [];
    for (const { id, created_at } of comparisons) {
      const found = await texts.find(id, words);
      if (found) hits.push({ id, created_at, excerpt: found.excerpt });
    }
    return hits;
  }

  /** The visitor's comparisons, newest first. */
  #own(before: HistoryCursor | null) {
    const query = tables
      .selectFrom('comparisons as c')
      .select(['c.id', 'c.created_at'])
      .where('c.visitor', '=', this.scope.visitor)
      .where(this.scope.matches)
      .where('c.deleted_at', 'is', null)
      .orderBy('c.created_at', 'desc')
      .orderBy('c.id', 'desc');
    return before ? query.where(isBefore(before)) : query;
  }
}

function newestSlotBefore({ createdAt, id }: HistoryCursor): number {
  return slotOf(Date.parse(createdAt) - (id === BEFORE_ALL_IDS ? 1 : 0));
}

/** Every word is in the title, the models or a prompt. */
function hasAll(words: readonly string[]) {
  const conditions = words.map((word) => {
    const pattern = likePattern(word);
    return raw<boolean>`(c.title_text LIKE ${pattern} ESCAPE '!'
      OR (${HIDES_NAMES} = 0 AND c.models_text LIKE ${pattern} ESCAPE '!')
      OR EXISTS (SELECT 1 FROM turns t WHERE t.comparison = c.id AND t.prompt_text LIKE ${pattern} ESCAPE '!'))`;
  });
  return raw<number | boolean>`(${raw.join(conditions, raw` AND `)})`;
}
