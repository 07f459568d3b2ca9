import type { Excerpt } from '@/lib/protocol/history';
import { excerptOf } from './excerpt';
import { isOfAnswer } from './fragments';
import { type IndexReader, matchOf } from './index-reader';
import { searchText } from './search-text';
import type { Sql } from './sql';

/** How many fragments are read and compared in one step. */
const AT_ONCE = 16;

interface Text {
  comparison: string;
  name: string;
  text: string;
}

/** A word of a search, and the grams by which the index knows it. */
export interface Word {
  word: string;
  grams: readonly string[];
}

/** The texts of the comparisons in one slot, in which words are looked for. */
export class SlotTexts {
  /** All texts of the slot, if they are few, with their normalised form; null when they are many. */
  #few: readonly (Text & { normalised: string })[] | null | undefined;

  constructor(
    private readonly sql: Sql,
    private readonly index: IndexReader,
    private readonly slot: number,
  ) {}

  /**
   * @returns null when a comparison does not have all words; else what is around the first one that only an answer has,
   * and no excerpt when there is none.
   */
  async find(comparison: string, words: readonly Word[]): Promise<{ excerpt: Excerpt | null } | null> {
    let excerpt: Excerpt | null = null;
    for (const { word, grams } of words) {
      const text = await this.#textWith(comparison, word, grams);
      await this.index.breathe();
      if (!text) return null;
      if (isOfAnswer(text.name)) excerpt ??= excerptOf(text.text, word);
    }
    return { excerpt };
  }

  async #textWith(comparison: string, word: string, grams: readonly string[]): Promise<Text | undefined> {
    if (this.#few === undefined) this.#few = await this.#readFew();
    if (!this.#few) return this.#searchMany(comparison, word, grams);
    const texts = this.#few.filter((text) => text.comparison === comparison && text.normalised.includes(word));
    return texts.find(({ name }) => !isOfAnswer(name)) ?? texts[0];
  }

  async #readFew() {
    const texts = await this.sql.query<Text>(
      `SELECT comparison, name, text FROM search_fragments
       WHERE place >= CAST(? AS BIGINT) AND place < CAST(? AS BIGINT) ORDER BY place LIMIT ${AT_ONCE + 1}`,
      this.index.places(this.slot, this.slot),
    );
    return texts.length > AT_ONCE ? null : texts.map((text) => ({ ...text, normalised: searchText(text.text) }));
  }

  /** Reads only the fragments that have all grams of the word. */
  async #searchMany(comparison: string, word: string, grams: readonly string[]): Promise<Text | undefined> {
    const match = matchOf(this.sql, grams);
    const place = `search_index.${match.place}`;
    for (let skipped = 0; ; skipped += AT_ONCE) {
      const texts = await this.sql.query<Text>(
        `SELECT f.comparison, f.name, f.text FROM search_index JOIN search_fragments f ON f.place = ${place}
         WHERE ${match.sql} AND ${place} >= CAST(? AS BIGINT) AND ${place} < CAST(? AS BIGINT) AND f.comparison = ?
         ORDER BY ${place} LIMIT ${AT_ONCE} OFFSET CAST(? AS BIGINT)`,
        [match.value, ...this.index.places(this.slot, this.slot), comparison, skipped],
      );
      const text = texts.find((found) => searchText(found.text).includes(word));
      if (text || texts.length < AT_ONCE) return text;
      await this.index.breathe();
    }
  }
}
