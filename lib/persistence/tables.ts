import {
  type Compilable,
  DummyDriver,
  Kysely,
  sql as raw,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { LaneRecord, Part, RunKind } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { Payer } from '@/lib/protocol/payer';
import type { Poll } from '@/lib/protocol/poll';
import type { StoredBallot } from './ballots';
import type { ShareSnapshot } from './shares';
import type { Sql, SqlValue, Statement } from './sql';

/** JSON of a value, as a text column holds it. Only {@link toJson} makes it, so it is read without a check. */
export type JsonText<T> = string & { readonly of?: T };

export function toJson<T>(value: T): JsonText<T> {
  return JSON.stringify(value);
}

export function fromJson<T>(text: JsonText<T>): T {
  return JSON.parse(text);
}

/** The tables as the newest migration leaves them. Times are ms since 1970. */
interface Tables {
  comparisons: {
    id: string;
    visitor: string | null;
    title: JsonText<string> | null;
    title_text: string;
    opening: JsonText<string>;
    models_text: string;
    created_at: number;
    updated_at: number;
    deleted_at: number | null;
    index_due: number | null;
    starred: number;
    lane_order: JsonText<Lane[]>;
    removed_lanes: JsonText<Lane[]>;
    from_comparison: string | null;
    from_turn: number | null;
    blind: number;
    revealed: number;
    tags: JsonText<string[]>;
    line_up: JsonText<string> | null;
  };
  turns: {
    comparison: string;
    turn: number;
    content: JsonText<Part[]>;
    prompt_text: string;
    system: JsonText<string> | null;
  };
  runs: {
    id: string;
    comparison: string;
    turn: number;
    place: number;
    kind: RunKind;
    owner: string | null;
    heartbeat_at: number;
    ended_at: number | null;
    read_at: number | null;
  };
  run_lanes: {
    run: string;
    place: number;
    comparison: string;
    turn: number;
    lane: Lane;
    attempt: number;
    model: string;
    source: LaneRecord['source'];
    name: JsonText<string>;
    vendor: JsonText<string>;
    price: JsonText<NonNullable<LaneRecord['usdPerMillion']>> | null;
    demo: number;
    settings: JsonText<LaneRecord['settings']>;
    system: JsonText<string> | null;
  };
  run_entries: {
    run: string;
    first_sequence: number;
    last_sequence: number;
    form: string;
    entries: string;
  };
  stop_requests: { run: string; lane: Lane | '' };
  shares: {
    slug: string;
    comparison: string;
    snapshot: JsonText<ShareSnapshot>;
    indexed: number;
    created_at: number;
    revoked_at: number | null;
    taken_down_at: number | null;
    with_ballots: number;
    poll: JsonText<Poll> | null;
  };
  ballots: {
    comparison: string;
    turn: number;
    visitor: string;
    slug: string | null;
    blind: number;
    ballot: JsonText<StoredBallot>;
    cast_at: number;
  };
  reports: { id: string; slug: string; reason: JsonText<string>; created_at: number };
  selected_attempts: { comparison: string; turn: number; lane: Lane; attempt: number };
  counters: { name: string; used: number; resets_at: number };
  run_slots: { holder: string; run: string; expires_at: number };
  run_facts: {
    run: string;
    lane: Lane;
    try: number;
    model: string;
    payer: Payer;
    day: number;
    reserved: number;
    cost: number | null;
  };
  answer_figures: {
    run: string;
    lane: Lane;
    comparison: string;
    visitor: string;
    asked_at: number;
    model: string;
    name: JsonText<string>;
    phase: 'done' | 'stopped' | 'failed';
    first_word: number | null;
    speed: number | null;
    cost: number | null;
  };
  search_fragments: { place: number; comparison: string; name: string; text: string };
  instance_values: { name: string; value: string };
}

/**
 * Builds statements whose rows have types, and never executes one. SQLite's dialect is what Postgres understands too:
 * quoted names, and `?` for parameters, which our Postgres connection numbers.
 */
export const tables = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** Of `comparisons as c`: 1 where its author may not know yet who answers, else 0. */
export const HIDES_NAMES = raw<number>`(CASE WHEN c.blind = 1 AND c.revealed = 0 THEN 1 ELSE 0 END)`;

export function toStatement(query: Compilable): Statement {
  const { sql, parameters } = query.compile();
  return { sql, params: parameters as readonly SqlValue[] };
}

export function selectAll<T>(sql: Sql, query: Compilable<T>): Promise<readonly T[]> {
  const { sql: text, params } = toStatement(query);
  return sql.query<T>(text, params);
}

export async function selectFirst<T>(sql: Sql, query: Compilable<T>): Promise<T | undefined> {
  return (await selectAll(sql, query))[0];
}

/** @returns whether the statement, which returns the rows that it changed, changed any. */
export async function changes(sql: Sql, query: Compilable): Promise<boolean> {
  return (await selectAll(sql, query)).length > 0;
}

/** ISO 8601. */
export function toTime(ms: number): string {
  return new Date(ms).toISOString();
}
