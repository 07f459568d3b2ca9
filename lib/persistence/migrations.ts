import { FIRST_MIGRATIONS } from './first-migrations';
import type { MigrationStep } from './sql';

/** @param place the type of a column of 64 bits that rows are sorted by. */
const fragmentsTable = (place: string) => `CREATE TABLE search_fragments (
  place ${place} NOT NULL PRIMARY KEY,
  comparison TEXT NOT NULL REFERENCES comparisons (id),
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (comparison, name)
)`;

/**
 * Every change of the schema, in order; the version of a migration is its place, from 1. SQLite and Postgres understand
 * all of it. A released migration is never edited: a change is a new migration at the end.
 *
 * Times are ms since 1970. Texts of people and models are stored as JSON, so that any character survives in any
 * database; `*_text` columns hold the same text normalised for search.
 */
export const MIGRATIONS: readonly (readonly MigrationStep[])[] = [
  ...FIRST_MIGRATIONS,
  [
    // What is used of a limit until `resets_at`: requests of a visitor in a minute, micro-USD of a day.
    `CREATE TABLE counters (
      name TEXT NOT NULL PRIMARY KEY,
      used BIGINT NOT NULL,
      resets_at BIGINT NOT NULL
    )`,
    // The active runs of a visitor or an address. A run of a dead process counts until it expires.
    `CREATE TABLE run_slots (
      holder TEXT NOT NULL,
      run TEXT NOT NULL,
      expires_at BIGINT NOT NULL,
      PRIMARY KEY (holder, run)
    )`,
    // What the server alone knows of a lane's attempt. try: an automatic one reserves again. day: UTC, in days since 1970.
    // reserved, cost: micro-USD; cost is null until it is known.
    `CREATE TABLE run_facts (
      run TEXT NOT NULL,
      lane TEXT NOT NULL,
      try INTEGER NOT NULL,
      model TEXT NOT NULL,
      payer TEXT NOT NULL,
      day INTEGER NOT NULL,
      reserved BIGINT NOT NULL,
      cost BIGINT,
      PRIMARY KEY (run, lane, try)
    )`,
    'CREATE INDEX run_facts_of_day ON run_facts (day)',

    // Why a reader of a link thinks that the owner should take it down. reason: JSON.
    `CREATE TABLE reports (
      id TEXT NOT NULL PRIMARY KEY,
      slug TEXT NOT NULL,
      reason TEXT NOT NULL,
      created_at BIGINT NOT NULL
    )`,
    'CREATE INDEX reports_of_slug ON reports (slug)',
    // Set by the owner of the server; then the author cannot restore the link.
    'ALTER TABLE shares ADD COLUMN taken_down_at BIGINT',
  ],
  [
    // What is deleted once it is over, or long unchanged, is found without a look at all the rest.
    'CREATE INDEX run_slots_of_run ON run_slots (run)',
    'CREATE INDEX run_slots_by_end ON run_slots (expires_at)',
    'CREATE INDEX counters_by_end ON counters (resets_at)',
    'CREATE INDEX comparisons_by_change ON comparisons (updated_at)',
  ],
  [
    // From when on, ms since 1970, a process may bring the search index up to date with the comparison; null when it is.
    'ALTER TABLE comparisons ADD COLUMN index_due BIGINT DEFAULT 0',
    `CREATE INDEX comparisons_unindexed ON comparisons (visitor, created_at, id)
      WHERE index_due IS NOT NULL AND deleted_at IS NULL`,
    `CREATE INDEX comparisons_to_index ON comparisons (updated_at)
      WHERE index_due IS NOT NULL AND deleted_at IS NULL AND visitor IS NOT NULL`,

    // A piece of a comparison's text that a search finds. name: of what, once in a comparison. place: see search-places.ts.
    { sqlite: fragmentsTable('INTEGER'), postgres: fragmentsTable('BIGINT') },
    // The grams of each fragment; see grams.ts. SQLite keeps only which fragments have a gram.
    {
      sqlite: `CREATE VIRTUAL TABLE search_index
        USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii')`,
      postgres: 'CREATE TABLE search_index (place BIGINT NOT NULL PRIMARY KEY, grams TEXT[] NOT NULL)',
    },
    // SQLite would merge its parts within a write, which may take long: the indexer does it, a little at a time.
    { sqlite: "INSERT INTO search_index (search_index, rank) VALUES ('automerge', 0)", postgres: 'SELECT 1' },
    { sqlite: "INSERT INTO search_index (search_index, rank) VALUES ('crisismerge', 1000)", postgres: 'SELECT 1' },
    { sqlite: 'SELECT 1', postgres: 'CREATE INDEX search_index_by_gram ON search_index USING GIN (grams)' },
  ],
  [
    'ALTER TABLE comparisons ADD COLUMN starred INTEGER NOT NULL DEFAULT 0',
    `CREATE INDEX comparisons_starred ON comparisons (visitor, created_at, id)
      WHERE starred = 1 AND deleted_at IS NULL`,
    // JSON: the lanes in their order on the page, and those that are not on it.
    "ALTER TABLE comparisons ADD COLUMN lane_order TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE comparisons ADD COLUMN removed_lanes TEXT NOT NULL DEFAULT '[]'",
    // Of a branch: its turns before `from_turn` are copies of that comparison's.
    'ALTER TABLE comparisons ADD COLUMN from_comparison TEXT',
    'ALTER TABLE comparisons ADD COLUMN from_turn INTEGER',
    'CREATE INDEX comparisons_by_origin ON comparisons (from_comparison) WHERE from_comparison IS NOT NULL',

    // How an attempt ended and its figures, as the log of its run tells them; not of copied turns.
    // phase: done, stopped or failed. first_word: ms. speed: tokens a second. cost: micro-USD.
    `CREATE TABLE answer_figures (
      run TEXT NOT NULL,
      lane TEXT NOT NULL,
      comparison TEXT NOT NULL,
      visitor TEXT NOT NULL,
      asked_at BIGINT NOT NULL,
      model TEXT NOT NULL,
      name TEXT NOT NULL,
      phase TEXT NOT NULL,
      first_word BIGINT,
      speed DOUBLE PRECISION,
      cost BIGINT,
      PRIMARY KEY (run, lane)
    )`,
    'CREATE INDEX answer_figures_of_comparison ON answer_figures (comparison, phase)',
    'CREATE INDEX answer_figures_by_time ON answer_figures (visitor, asked_at)',
    // They are filled in behind the scenes.
    'UPDATE comparisons SET index_due = 0 WHERE deleted_at IS NULL',
  ],
  [
    // Names are hidden until revealed, by the author to themselves.
    'ALTER TABLE comparisons ADD COLUMN blind INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE comparisons ADD COLUMN revealed INTEGER NOT NULL DEFAULT 0',
    // JSON: a list of texts, and a text.
    "ALTER TABLE comparisons ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'",
    'ALTER TABLE comparisons ADD COLUMN line_up TEXT',

    // What a visitor chose in a turn. slug: the link by which they voted; null for the author. ballot: JSON, with what the
    // board needs of the answers.
    `CREATE TABLE ballots (
      comparison TEXT NOT NULL,
      turn INTEGER NOT NULL,
      visitor TEXT NOT NULL,
      slug TEXT,
      blind INTEGER NOT NULL,
      ballot TEXT NOT NULL,
      cast_at BIGINT NOT NULL,
      PRIMARY KEY (comparison, turn, visitor)
    )`,
    'CREATE INDEX ballots_of_visitor ON ballots (visitor, cast_at)',
    // The author's ballots are on the page. poll: JSON; null for a link that is no poll.
    'ALTER TABLE shares ADD COLUMN with_ballots INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE shares ADD COLUMN poll TEXT',
  ],
];
