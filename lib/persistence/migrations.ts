import type { Sql } from './sql';

/** A statement, or the same for each database where only their functions on JSON differ. */
export type MigrationStep = string | Readonly<Record<Sql['kind'], string>>;

/**
 * Postgres refuses JSON that escapes NUL or half of a surrogate pair, as we do. These two hide all escapes by a number
 * behind characters that no text may have, and bring them back.
 */
const escaped = (json: string) => `replace(replace(${json}, '\\\\', '\ufdd1'), '\\u', '\ufdd0')`;
const unescaped = (json: string) => `replace(replace(${json}, '\ufdd0', '\\u'), '\ufdd1', '\\\\')`;

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
  [
    `CREATE TABLE comparisons (
      id TEXT NOT NULL PRIMARY KEY,
      visitor TEXT,
      title TEXT,
      title_text TEXT NOT NULL,
      opening TEXT NOT NULL,
      lanes TEXT NOT NULL,
      models_text TEXT NOT NULL,
      created_at BIGINT NOT NULL,
      updated_at BIGINT NOT NULL,
      deleted_at BIGINT
    )`,
    'CREATE INDEX comparisons_of_visitor ON comparisons (visitor, created_at, id)',
    'CREATE INDEX comparisons_deleted ON comparisons (deleted_at) WHERE deleted_at IS NOT NULL',

    `CREATE TABLE turns (
      comparison TEXT NOT NULL REFERENCES comparisons (id),
      turn INTEGER NOT NULL,
      prompt TEXT NOT NULL,
      prompt_text TEXT NOT NULL,
      system TEXT,
      PRIMARY KEY (comparison, turn)
    )`,

    // place: from 1, the order of a turn's runs.
    `CREATE TABLE runs (
      id TEXT NOT NULL PRIMARY KEY,
      comparison TEXT NOT NULL,
      turn INTEGER NOT NULL,
      place INTEGER NOT NULL,
      owner TEXT,
      heartbeat_at BIGINT NOT NULL,
      ended_at BIGINT,
      UNIQUE (comparison, turn, place),
      FOREIGN KEY (comparison, turn) REFERENCES turns (comparison, turn)
    )`,
    'CREATE INDEX runs_under_way ON runs (heartbeat_at) WHERE ended_at IS NULL',

    `CREATE TABLE seats (
      run TEXT NOT NULL REFERENCES runs (id),
      seat INTEGER NOT NULL,
      comparison TEXT NOT NULL,
      turn INTEGER NOT NULL,
      lane TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      PRIMARY KEY (run, seat),
      UNIQUE (comparison, turn, lane, attempt)
    )`,

    // A row holds the entries of one write. When the run has ended, one row, at first_sequence 0, holds them all.
    // form: the encoding of entries.
    `CREATE TABLE run_entries (
      run TEXT NOT NULL,
      first_sequence INTEGER NOT NULL,
      last_sequence INTEGER NOT NULL,
      form TEXT NOT NULL,
      entries TEXT NOT NULL,
      PRIMARY KEY (run, first_sequence)
    )`,

    // lane: '' is the whole run.
    `CREATE TABLE stop_requests (
      run TEXT NOT NULL REFERENCES runs (id),
      lane TEXT NOT NULL,
      PRIMARY KEY (run, lane)
    )`,

    `CREATE TABLE shares (
      slug TEXT NOT NULL PRIMARY KEY,
      comparison TEXT NOT NULL REFERENCES comparisons (id),
      snapshot TEXT NOT NULL,
      created_at BIGINT NOT NULL,
      revoked_at BIGINT
    )`,
    'CREATE INDEX shares_of_comparison ON shares (comparison, created_at)',

    'CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)',
  ],
  [
    // The selected attempt of the lanes for which one was selected.
    `CREATE TABLE chosen_attempts (
      comparison TEXT NOT NULL,
      turn INTEGER NOT NULL,
      lane TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      PRIMARY KEY (comparison, turn, lane),
      FOREIGN KEY (comparison, turn) REFERENCES turns (comparison, turn)
    )`,
    // When another process than the owner last had a reader of the run.
    'ALTER TABLE runs ADD COLUMN read_at BIGINT',
    // 1: search engines may list the page.
    'ALTER TABLE shares ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0',
  ],
  [
    // What answers stands on the attempt, so that a later turn or attempt may ask another model in the same lane.
    // place: from 1, the order of a run's lanes. price: JSON, null where unknown. system: null follows the turn's.
    `CREATE TABLE run_lanes (
      run TEXT NOT NULL REFERENCES runs (id),
      place INTEGER NOT NULL,
      comparison TEXT NOT NULL,
      turn INTEGER NOT NULL,
      lane TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      model TEXT NOT NULL,
      source TEXT NOT NULL,
      name TEXT NOT NULL,
      vendor TEXT NOT NULL,
      price TEXT,
      demo INTEGER NOT NULL,
      settings TEXT NOT NULL,
      system TEXT,
      PRIMARY KEY (run, place),
      UNIQUE (comparison, turn, lane, attempt)
    )`,
    {
      sqlite: `INSERT INTO run_lanes
        SELECT s.run, s.seat, s.comparison, s.turn, s.lane, s.attempt,
          l.value ->> '$.model', CASE WHEN l.value ->> '$.demo' THEN 'demo' ELSE 'openrouter' END,
          l.value -> '$.name', l.value -> '$.vendor', NULLIF(l.value -> '$.usdPerMillion', 'null'),
          CASE WHEN l.value ->> '$.demo' THEN 1 ELSE 0 END, l.value -> '$.settings', NULL
        FROM seats s JOIN comparisons c ON c.id = s.comparison JOIN json_each(c.lanes) l
        WHERE l.value ->> '$.lane' = s.lane`,
      postgres: `INSERT INTO run_lanes
        SELECT s.run, s.seat, s.comparison, s.turn, s.lane, s.attempt,
          ${unescaped("l.value ->> 'model'")}, CASE WHEN l.value ->> 'demo' = 'true' THEN 'demo' ELSE 'openrouter' END,
          ${unescaped("CAST(l.value -> 'name' AS TEXT)")}, ${unescaped("CAST(l.value -> 'vendor' AS TEXT)")},
          NULLIF(CAST(l.value -> 'usdPerMillion' AS TEXT), 'null'),
          CASE WHEN l.value ->> 'demo' = 'true' THEN 1 ELSE 0 END, CAST(l.value -> 'settings' AS TEXT), NULL
        FROM seats s JOIN comparisons c ON c.id = s.comparison,
          json_array_elements(CAST(${escaped('c.lanes')} AS JSON)) AS l(value)
        WHERE l.value ->> 'lane' = s.lane`,
    },
    'DROP TABLE seats',
    'ALTER TABLE comparisons DROP COLUMN lanes',

    // JSON: the parts of the question.
    "ALTER TABLE turns ADD COLUMN content TEXT NOT NULL DEFAULT '[]'",
    `UPDATE turns SET content = '[{"type":"text","text":' || prompt || '}]'`,
    'ALTER TABLE turns DROP COLUMN prompt',

    // turn, retry, judge or merge.
    "ALTER TABLE runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'turn'",
    "UPDATE runs SET kind = 'retry' WHERE place > 1",

    'ALTER TABLE chosen_attempts RENAME TO selected_attempts',
    'ALTER TABLE settings RENAME TO instance_values',
  ],
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
];
