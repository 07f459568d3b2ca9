import { type Lane, laneSchema } from '@/lib/protocol/lane';
import type { WallClock } from '../time/timing';
import type { LastHeard, RunsUnderWayStore, RunUnderWay, StopRequest } from './runs-under-way';
import { inList, numberOf, type Row, type Sql, type SqlNow, textOf, textOrNull, timeOf } from './sql';
import { placesOf } from './sql-comparisons';
import type { SqlLog } from './sql-log';

/** How many runs a statement names at most. */
const RUNS_AT_ONCE = 5000;
/** How a request for the whole run stands in the table. */
const WHOLE_RUN = '';

/** Who looks after the runs under way, in tables. */
export class SqlRuns implements RunsUnderWayStore {
  constructor(
    private readonly sql: Sql,
    private readonly log: SqlLog,
    private readonly clock: WallClock,
    /** For everything by which processes judge each other. */
    private readonly now: SqlNow,
  ) {}

  async claimRun(run: string, owner: string, abandoned?: LastHeard): Promise<boolean> {
    const now = this.now();
    const claim = `UPDATE runs SET owner = ?, heartbeat_at = ${now.sql} WHERE id = ? AND ended_at IS NULL`;
    const params = [owner, ...now.params, run];
    const claimed = abandoned
      ? await this.sql.query(
          `${claim} AND owner IS NOT DISTINCT FROM CAST(? AS TEXT) AND heartbeat_at = ? RETURNING id`,
          [...params, abandoned.owner, Date.parse(abandoned.heartbeatAt)],
        )
      : await this.sql.query(`${claim} AND (owner IS NULL OR owner = ?) RETURNING id`, [...params, owner]);
    return claimed.length > 0;
  }

  async beat(owner: string, runs: readonly string[]): Promise<readonly string[]> {
    const now = this.now();
    const rows = await this.#forEach(
      runs,
      (list) =>
        `UPDATE runs SET heartbeat_at = ${now.sql}
         WHERE owner = ? AND ended_at IS NULL AND id IN ${list} RETURNING id`,
      [...now.params, owner],
    );
    const own = new Set(rows.map((row) => row.id));
    return runs.filter((run) => !own.has(run));
  }

  async runsUnderWay(): Promise<readonly RunUnderWay[]> {
    const now = this.now();
    const rows = await this.sql.query(
      `SELECT r.id AS run, r.comparison, r.turn, r.owner, r.heartbeat_at, ${now.sql} - r.heartbeat_at AS silent_ms,
         s.lane, s.attempt
       FROM runs r JOIN seats s ON s.run = r.id
       WHERE r.ended_at IS NULL ORDER BY r.heartbeat_at, r.id, s.seat`,
      now.params,
    );
    const firstOf = new Map<string, Row>();
    for (const row of rows) if (!firstOf.has(textOf(row, 'run'))) firstOf.set(textOf(row, 'run'), row);
    return placesOf(rows).flatMap((place) => {
      const row = firstOf.get(place.run.run);
      if (!row) return [];
      const heard = { owner: textOrNull(row, 'owner'), heartbeatAt: timeOf(row, 'heartbeat_at') };
      return [{ ...place, ...heard, silentMs: Math.max(0, numberOf(row, 'silent_ms')) }];
    });
  }

  async endRun(run: string): Promise<void> {
    await this.sql.batch([
      {
        sql: 'UPDATE runs SET ended_at = ? WHERE id = ? AND ended_at IS NULL',
        params: [this.clock.date().getTime(), run],
      },
      { sql: 'DELETE FROM stop_requests WHERE run = ?', params: [run] },
    ]);
    await this.log.fold(run);
  }

  async requestStop(run: string, lane: Lane | null): Promise<void> {
    await this.sql.query(
      `INSERT INTO stop_requests (run, lane) SELECT id, ? FROM runs WHERE id = ? AND ended_at IS NULL
       ON CONFLICT (run, lane) DO NOTHING`,
      [lane ?? WHOLE_RUN, run],
    );
  }

  async stopRequests(runs: readonly string[]): Promise<readonly StopRequest[]> {
    const rows = await this.#forEach(runs, (list) => `SELECT run, lane FROM stop_requests WHERE run IN ${list}`);
    return rows.map((row) => ({
      run: textOf(row, 'run'),
      lane: row.lane === WHOLE_RUN ? null : laneSchema.parse(row.lane),
    }));
  }

  async noteReader(run: string): Promise<void> {
    const now = this.now();
    const params = [...now.params, run];
    await this.sql.query(`UPDATE runs SET read_at = ${now.sql} WHERE id = ? AND ended_at IS NULL`, params);
  }

  async readWithin(runs: readonly string[], ms: number): Promise<readonly string[]> {
    const now = this.now();
    const rows = await this.#forEach(
      runs,
      (list) => `SELECT id FROM runs WHERE read_at >= ${now.sql} - CAST(? AS BIGINT) AND id IN ${list}`,
      [...now.params, ms],
    );
    return rows.map((row) => textOf(row, 'id'));
  }

  /** Asks for all of those runs, in as many statements as it takes. */
  async #forEach(runs: readonly string[], sql: (list: string) => string, params: readonly (string | number)[] = []) {
    const rows: Row[] = [];
    for (let from = 0; from < runs.length; from += RUNS_AT_ONCE) {
      const some = runs.slice(from, from + RUNS_AT_ONCE);
      rows.push(...(await this.sql.query(sql(inList(some)), [...params, ...some])));
    }
    return rows;
  }
}
