/**
 * Every change of the schema, in order; a script's version is its place, from 1. SQLite and Postgres understand all
 * of it. What has been released is never edited: a change is a new script at the end.
 *
 * Times are ms since 1970. What people or models wrote is kept as JSON text, so that any character survives in any
 * database; `*_text` columns hold the same folded for search, readable as it stands.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
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

    // seat: from 1, the order of a run's lanes.
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
    // form: how entries is written.
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
    // The attempt on view of the lanes for which one was chosen.
    `CREATE TABLE chosen_attempts (
      comparison TEXT NOT NULL,
      turn INTEGER NOT NULL,
      lane TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      PRIMARY KEY (comparison, turn, lane),
      FOREIGN KEY (comparison, turn) REFERENCES turns (comparison, turn)
    )`,
    // When a process that does not own the run last had a reader of it.
    'ALTER TABLE runs ADD COLUMN read_at BIGINT',
    // 1: search engines may list the page.
    'ALTER TABLE shares ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0',
  ],
];
