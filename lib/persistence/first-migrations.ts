import type { MigrationStep } from './sql';

/**
 * Postgres refuses JSON that escapes NUL or half of a surrogate pair, as we do. These two hide all escapes by a number
 * behind characters that no text may have, and bring them back.
 */
const escaped = (json: string) => `replace(replace(${json}, '\\\\', '\ufdd1'), '\\u', '\ufdd0')`;
const unescaped = (json: string) => `replace(replace(${json}, '\ufdd0', '\\u'), '\ufdd1', '\\\\')`;

/** Schemas 1 to 3; see `migrations.ts`. */
export const FIRST_MIGRATIONS: readonly (readonly MigrationStep[])[] = [
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
];
