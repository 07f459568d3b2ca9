import { type Compilable, sql as raw } from 'kysely';
import { storeFigures } from './answer-figures';
import { isDatabaseAway } from './database-away';
import { aboutOf, type Fragment, fragmentsOfAnswers, fragmentsOfPrompt, hasAnswer, hasPrompt } from './fragments';
import { gramsOf } from './grams';
import type { LogStore } from './persistence';
import { firstPlace, slotOf } from './search-places';
import { searchText } from './search-text';
import { ConstraintViolation, type Sql, type SqlNow, type Statement } from './sql';
import { fromJson, selectAll, selectFirst, tables, toStatement } from './tables';

/** Brings the index of the search, and the figures of answers, up to date with what was stored. */
export interface SearchIndexStore {
  /**
   * Indexes what is new in the comparison that was changed last, of those that are due and have no active run.
   *
   * @param pause waits between two steps; the event loop is held for a few ms in each.
   * @returns false when none is due.
   */
  indexNext(pause: () => Promise<void>): Promise<boolean>;
}

/** `index_due` of a comparison that has changed: at once. */
export const DUE = 0;
/** For how long a comparison is left to the process that indexes it, ms. */
const CLAIM_MS = 60_000;
/** How often another place is tried, because another process has taken it. */
const MOST_PLACINGS = 100;
/** How many fragments are added between two merges of SQLite's index, and how many of its pages a merge writes. */
const FRAGMENTS_A_MERGE = 2;
const PAGES_A_MERGE = 4;

interface Claim {
  id: string;
  visitor: string | null;
  title: string | null;
  models_text: string;
  created_at: number;
  index_due: number | null;
  from_turn: number | null;
  /** Its author may not know who answers: only its title and its prompts are found. */
  hidden: boolean | number;
}

/** @param now for claims, by which processes leave a comparison to each other. */
export function createSearchIndex(sql: Sql, log: LogStore, now: SqlNow): SearchIndexStore {
  let added = 0;
  return {
    async indexNext(pause) {
      const claim = await claimNext();
      if (!claim) return false;
      try {
        await index(claim, pause);
      } catch (error) {
        if (isDatabaseAway(error)) throw error;
        // A log that cannot be read, or a comparison that was purged meanwhile: the others are indexed all the same.
      }
      await selectAll(
        sql,
        tables
          .updateTable('comparisons')
          .set({ index_due: null })
          .where('id', '=', claim.id)
          .where('index_due', '=', claim.index_due),
      );
      return true;
    },
  };

  /** Of several processes that claim the same comparison, one gets it. */
  function claimNext(): Promise<Claim | undefined> {
    const isDue = () => raw<boolean>`index_due <= ${now()}`;
    const next = tables
      .selectFrom('comparisons as c')
      .select('c.id')
      .where('c.index_due', 'is not', null)
      .where(isDue())
      .where('c.deleted_at', 'is', null)
      .where('c.visitor', 'is not', null)
      // True of all. So that SQLite looks for it in the index.
      .where('c.updated_at', '>=', 0)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('runs as r')
              .select('r.id')
              .whereRef('r.comparison', '=', 'c.id')
              .where('r.ended_at', 'is', null),
          ),
        ),
      )
      .orderBy('c.updated_at', 'desc')
      .limit(1);
    return selectFirst(
      sql,
      tables
        .updateTable('comparisons')
        .set({ index_due: raw<number>`${now()} + ${raw.lit(CLAIM_MS)}` })
        .where('id', '=', next)
        .where(isDue())
        .returning(['id', 'visitor', 'title', 'models_text', 'created_at', 'index_due', 'from_turn'])
        .returning(({ eb }) => eb.and([eb('blind', '=', 1), eb('revealed', '=', 0)]).as('hidden')),
    );
  }

  async function index(claim: Claim, pause: () => Promise<void>): Promise<void> {
    const stored = await selectAll(
      sql,
      tables.selectFrom('search_fragments').select('name').where('comparison', '=', claim.id),
    );
    const known = new Set(stored.map(({ name }) => name));
    const put = async (fragments: readonly Fragment[]) => {
      for (const fragment of fragments) {
        await pause();
        await add(claim, fragment);
        added += 1;
        if (sql.kind === 'postgres' || added % FRAGMENTS_A_MERGE > 0) continue;
        await pause();
        await sql.query(`INSERT INTO search_index (search_index, rank) VALUES ('merge', ${PAGES_A_MERGE})`);
      }
    };
    await putAbout(claim);
    const turns = await selectAll(
      sql,
      tables.selectFrom('turns').select(['turn', 'prompt_text']).where('comparison', '=', claim.id).orderBy('turn'),
    );
    for (const { turn, prompt_text } of turns) {
      if (!hasPrompt(known, turn)) await put(fragmentsOfPrompt(turn, prompt_text));
    }
    const lanes = await selectAll(
      sql,
      tables
        .selectFrom('run_lanes as l')
        .leftJoin('answer_figures as f', (join) => join.onRef('f.run', '=', 'l.run').onRef('f.lane', '=', 'l.lane'))
        .select(['l.run', 'l.lane', 'l.turn', 'l.model', 'l.name', 'f.phase'])
        .where('l.comparison', '=', claim.id)
        .orderBy('l.turn'),
    );
    // Copied turns count where they were asked.
    const lacksFigures = ({ turn, phase }: (typeof lanes)[number]) => phase === null && turn >= (claim.from_turn ?? 1);
    const lacksText = (lane: (typeof lanes)[number]) => !claim.hidden && !hasAnswer(known, lane);
    const isDue = (lane: (typeof lanes)[number]) => lacksText(lane) || lacksFigures(lane);
    for (const run of new Set(lanes.filter(isDue).map((lane) => lane.run))) {
      await pause();
      const entries = await log.readEntries(run);
      const own = lanes.filter((lane) => lane.run === run);
      if (own.some(lacksFigures)) {
        await storeFigures(sql, { comparison: claim.id, visitor: claim.visitor ?? '', run, lanes: own }, entries);
        await pause();
      }
      if (own.some(lacksText)) await put(fragmentsOfAnswers(run, entries));
    }
  }

  async function putAbout(claim: Claim): Promise<void> {
    const about = aboutOf(claim.title === null ? '' : fromJson(claim.title), claim.hidden ? '' : claim.models_text);
    const own = tables
      .selectFrom('search_fragments')
      .select(['place', 'text'])
      .where('comparison', '=', claim.id)
      .where('name', '=', about.name);
    if ((await selectFirst(sql, own.clearSelect().select('text')))?.text === about.text) return;
    await sql.batch([
      removeFromIndex(sql.kind, own.clearSelect().select('place')),
      toStatement(
        tables.deleteFrom('search_fragments').where('comparison', '=', claim.id).where('name', '=', about.name),
      ),
    ]);
    await add(claim, about);
  }

  /** A fragment that is there already is left as it is. */
  async function add(claim: Claim, { name, text }: Fragment): Promise<void> {
    const grams = gramsOf(searchText(text));
    if (grams === '') return;
    const slot = slotOf(claim.created_at);
    const visitor = claim.visitor ?? '';
    const from = firstPlace(visitor, slot);
    const until = firstPlace(visitor, slot + 1);
    for (let placings = 1; ; placings += 1) {
      try {
        await sql.batch([
          // Locks its row, so that it is not purged half-way.
          {
            sql: 'UPDATE comparisons SET index_due = index_due WHERE id = ? AND deleted_at IS NULL',
            params: [claim.id],
          },
          {
            sql: `INSERT INTO search_fragments (place, comparison, name, text)
              SELECT p.place, c.id, CAST(? AS TEXT), CAST(? AS TEXT)
              FROM comparisons c, (SELECT COALESCE(MAX(place), CAST(? AS BIGINT) - 1) + 1 AS place FROM search_fragments
                WHERE place >= CAST(? AS BIGINT) AND place < CAST(? AS BIGINT)) AS p
              WHERE c.id = ? AND c.deleted_at IS NULL AND p.place < CAST(? AS BIGINT)
              ON CONFLICT (comparison, name) DO NOTHING`,
            params: [name, text, from, from, until, claim.id, until],
          },
          addToIndex(sql.kind, claim.id, name, grams),
        ]);
        return;
      } catch (error) {
        if (!(error instanceof ConstraintViolation) || placings === MOST_PLACINGS) throw error;
      }
    }
  }
}

function addToIndex(kind: Sql['kind'], comparison: string, name: string, grams: string) {
  const [place, value] = kind === 'sqlite' ? ['rowid', '?'] : ['place', "string_to_array(CAST(? AS TEXT), ' ')"];
  return {
    sql: `INSERT INTO search_index (${place}, grams)
      SELECT f.place, ${value} FROM search_fragments f WHERE f.comparison = ? AND f.name = ?
        AND NOT EXISTS (SELECT 1 FROM search_index i WHERE i.${place} = f.place)`,
    params: [grams, comparison, name],
  };
}

/** @param places selects those of the fragments that a search shall not find any more. */
export function removeFromIndex(kind: Sql['kind'], places: Compilable): Statement {
  const { sql: text, params } = toStatement(places);
  return { sql: `DELETE FROM search_index WHERE ${kind === 'sqlite' ? 'rowid' : 'place'} IN (${text})`, params };
}
