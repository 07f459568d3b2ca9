import 'server-only';
import postgres from 'postgres';
import { type Clock, systemClock } from '../time/clock';
import { asDatabaseAway, DatabaseAway, isDatabaseAway } from './database-away';
import { readPostgresUrl } from './postgres-url';
import { ConstraintViolation, type Row, type Sql, type SqlValue, type Statement } from './sql';

const CONNECT_SECONDS = 5;
const IDLE_SECONDS = 60;
const CONNECTIONS = 5;
/** Statements of a transaction. postgres.js never sends the rest when a connection has more than 100 unanswered ones. */
const SENT_AT_ONCE = 50;
/** A statement, or a batch, that takes longer has failed, ms. */
const STATEMENT_MS = 10_000;
/** What else a pool is doing gets that long, seconds, when it is given up. */
const GIVEN_UP_SECONDS = 2;
/** Any number; whoever migrates these tables holds the advisory lock of this one. */
const MIGRATION_LOCK = 4_221_906_151;

const BIGINT_OID = 20;
/** Class 23 of the SQL state: an integrity constraint. */
const CONSTRAINT_CLASS = '23';

/**
 * A Postgres server, through a small pool that connects when it is first asked. It works behind a pooler that hands
 * out connections by transaction (Neon's): no prepared statements, no settings of a session.
 *
 * @throws when the URL is not one of Postgres, or asks for an encryption that the driver does not have.
 */
export function openPostgres(databaseUrl: string, clock: Clock = systemClock): Sql {
  const { url, host, ssl } = readPostgresUrl(databaseUrl);
  const connect = () =>
    postgres(url, {
      ...(host && { host }),
      ssl,
      max: CONNECTIONS,
      connect_timeout: CONNECT_SECONDS,
      idle_timeout: IDLE_SECONDS,
      backoff: (failures) => Math.min(failures * 0.1, 1),
      prepare: false,
      fetch_types: false,
      connection: { application_name: 'abreast' },
      // Counts and times are far below 2^53.
      types: { bigint: { to: BIGINT_OID, from: [BIGINT_OID], serialize: String, parse: Number } },
      onnotice: () => {},
    });
  let pool = connect();

  return {
    kind: 'postgres',
    migrationLock: { sql: `SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})` },
    now: 'CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)',
    query<T>(sql: string, params: readonly SqlValue[] = []) {
      return inTime(() => rowsOf(pool, { sql, params })) as Promise<readonly T[]>;
    },
    batch(statements) {
      return inTime(() => pool.begin((transaction) => allRowsOf(transaction, statements)));
    },
    async close() {
      await pool.end({ timeout: GIVEN_UP_SECONDS });
    },
  };

  async function inTime<T>(ask: () => Promise<T>): Promise<T> {
    const used = pool;
    let cancel = () => {};
    const tooLate = new Promise<never>((_, reject) => {
      cancel = clock.after(STATEMENT_MS, () => {
        reject(new DatabaseAway('silent', `Postgres has not answered within ${STATEMENT_MS / 1000} s.`));
        giveUp(used);
      });
    });
    try {
      return await Promise.race([ask(), tooLate]);
    } catch (error) {
      if (isConstraint(error)) throw new ConstraintViolation(error.message, { cause: error });
      const away = isWithoutTls(error)
        ? new DatabaseAway('unreachable', WITHOUT_TLS, { cause: error })
        : asDatabaseAway('postgres', error);
      // The pool was discarded meanwhile, with all that waited in it, because another statement got no answer.
      if (used !== pool && isDatabaseAway(away)) throw new DatabaseAway('silent', away.message, { cause: error });
      throw away;
    } finally {
      cancel();
    }
  }

  /** A silent connection would stay in its pool permanently, so the next statement gets a new pool. */
  function giveUp(silent: postgres.Sql): void {
    if (silent !== pool) return;
    pool = connect();
    silent.end({ timeout: GIVEN_UP_SECONDS }).catch(() => {});
  }
}

async function allRowsOf(
  transaction: postgres.ISql,
  statements: readonly Statement[],
): Promise<readonly (readonly Row[])[]> {
  const results: (readonly Row[])[] = [];
  for (let from = 0; from < statements.length; from += SENT_AT_ONCE) {
    const sent = statements.slice(from, from + SENT_AT_ONCE);
    // The connection carries them out in order.
    results.push(...(await Promise.all(sent.map((statement) => rowsOf(transaction, statement)))));
  }
  return results;
}

async function rowsOf(connection: postgres.ISql, { sql, params = [] }: Statement): Promise<readonly Row[]> {
  return connection.unsafe(numbered(sql), params.map(withoutNul)) as Promise<readonly Row[]>;
}

/** `?` → `$1`, `$2` … */
function numbered(sql: string): string {
  let count = 0;
  return sql.replaceAll('?', () => `$${++count}`);
}

/** The only character that Postgres cannot store. Stored texts are JSON, which escapes it; a value to look up may contain it. */
function withoutNul(value: SqlValue): SqlValue {
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
}

const WITHOUT_TLS =
  'The server hung up before the connection was encrypted. If it cannot encrypt, write sslmode=prefer in DATABASE_URL.';

/** A server that refuses to encrypt hangs up: postgres.js begins TLS all the same, and sends nothing in the clear. */
function isWithoutTls(error: unknown): boolean {
  return error instanceof Error && error.message.includes('disconnected before secure TLS connection');
}

function isConstraint(error: unknown): error is postgres.PostgresError {
  return error instanceof postgres.PostgresError && error.code.startsWith(CONSTRAINT_CLASS);
}
