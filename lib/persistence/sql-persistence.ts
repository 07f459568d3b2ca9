import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { systemWallClock, type WallClock } from '../time/timing';
import type { HistoryQuery } from './history';
import { migrate } from './migrate';
import type { EntryBatch, NewAttempts, NewTurn, Persistence } from './persistence';
import type { LastHeard } from './runs-under-way';
import type { NewShare } from './shares';
import { type Sql, type SqlNow, textOf } from './sql';
import { SqlComparisons } from './sql-comparisons';
import { SqlHistory } from './sql-history';
import { SqlLog } from './sql-log';
import { SqlRuns } from './sql-runs';
import { SqlShares } from './sql-shares';
import { type WatchedSql, watchSql } from './watch-sql';

/** Keeps everything in a database. The SQL is the same for both; what differs is in the {@link Sql} that it is given. */
export class SqlPersistence implements Persistence {
  readonly kind: Sql['kind'];
  #sql: WatchedSql;
  #comparisons: SqlComparisons;
  #log: SqlLog;
  #runs: SqlRuns;
  #history: SqlHistory;
  #shares: SqlShares;

  private constructor(sql: WatchedSql, clock: WallClock, now: SqlNow) {
    this.kind = sql.kind;
    this.#sql = sql;
    this.#comparisons = new SqlComparisons(sql, clock, now);
    this.#log = new SqlLog(sql);
    this.#runs = new SqlRuns(sql, this.#log, clock, now);
    this.#history = new SqlHistory(sql, clock);
    this.#shares = new SqlShares(sql, clock);
  }

  /**
   * Makes or brings up to date the tables first.
   *
   * @param clock tells all times; without it the database's own clock tells those by which processes judge each other,
   * and this machine's the rest.
   * @throws an Error when a newer version wrote the database, or it cannot be reached; it is closed then.
   */
  static async open(unwatched: Sql, clock?: WallClock): Promise<SqlPersistence> {
    const sql = watchSql(unwatched);
    try {
      await migrate(sql);
    } catch (error) {
      await sql.close();
      throw error;
    }
    const wall = clock ?? systemWallClock;
    const ownNow = clock ? null : sql.now;
    const now: SqlNow = () =>
      ownNow === null ? { sql: 'CAST(? AS BIGINT)', params: [wall.date().getTime()] } : { sql: ownNow, params: [] };
    return new SqlPersistence(sql, wall, now);
  }

  createComparison = (record: ComparisonRecord, visitor?: string | null, owner?: string) =>
    this.#comparisons.createComparison(record, visitor, owner);
  findComparison = (id: string) => this.#comparisons.findComparison(id);
  addTurn = (comparison: string, turn: NewTurn, runsBefore?: number) =>
    this.#comparisons.addTurn(comparison, turn, runsBefore);
  addAttempts = (comparison: string, attempts: NewAttempts, runsBefore?: number) =>
    this.#comparisons.addAttempts(comparison, attempts, runsBefore);
  chooseAttempt = (comparison: string, turn: number, lane: Lane, attempt: number) =>
    this.#comparisons.chooseAttempt(comparison, turn, lane, attempt);
  findRun = (run: string) => this.#comparisons.findRun(run);

  appendEntries = (batches: readonly EntryBatch[], owner?: string) => this.#log.appendEntries(batches, owner);
  readEntries = (run: string, after?: number) => this.#log.readEntries(run, after);

  claimRun = (run: string, owner: string, abandoned?: LastHeard) => this.#runs.claimRun(run, owner, abandoned);
  beat = (owner: string, runs: readonly string[]) => this.#runs.beat(owner, runs);
  runsUnderWay = () => this.#runs.runsUnderWay();
  endRun = (run: string) => this.#runs.endRun(run);
  requestStop = (run: string, lane: Lane | null) => this.#runs.requestStop(run, lane);
  stopRequests = (runs: readonly string[]) => this.#runs.stopRequests(runs);
  noteReader = (run: string) => this.#runs.noteReader(run);
  readWithin = (runs: readonly string[], ms: number) => this.#runs.readWithin(runs, ms);

  listComparisons = (query: HistoryQuery) => this.#history.listComparisons(query);
  visitorOf = (comparison: string) => this.#history.visitorOf(comparison);
  renameComparison = (comparison: string, visitor: string, title: string | null) =>
    this.#history.renameComparison(comparison, visitor, title);
  deleteComparison = (comparison: string, visitor: string) => this.#history.deleteComparison(comparison, visitor);
  restoreComparison = (comparison: string, visitor: string) => this.#history.restoreComparison(comparison, visitor);
  deleteForever = (before: Date) => this.#history.deleteForever(before);

  createShare = (share: NewShare) => this.#shares.createShare(share);
  findShare = (slug: string) => this.#shares.findShare(slug);
  sharesOf = (comparison: string) => this.#shares.sharesOf(comparison);
  revokeShare = (slug: string) => this.#shares.revokeShare(slug);
  restoreShare = (slug: string) => this.#shares.restoreShare(slug);
  indexShare = (slug: string, indexed: boolean) => this.#shares.indexShare(slug, indexed);

  keepSetting = async (name: string, proposed: string): Promise<string> => {
    const [known] = await this.#sql.query('SELECT value FROM settings WHERE name = ?', [name]);
    if (known) return textOf(known, 'value');
    await this.#sql.query('INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING', [
      name,
      proposed,
    ]);
    const [row] = await this.#sql.query('SELECT value FROM settings WHERE name = ?', [name]);
    return row ? textOf(row, 'value') : proposed;
  };

  get trouble() {
    return this.#sql.trouble;
  }

  /** A row, not only a number: SQLite tells one without looking at its file. */
  ping = async (): Promise<void> => {
    await this.#sql.query("SELECT value FROM settings WHERE name = 'probed-at'");
  };

  probe = async (): Promise<void> => {
    await this.#sql.query(
      `INSERT INTO settings (name, value) VALUES ('probed-at', ?)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [String(Date.now())],
    );
  };

  close = () => this.#sql.close();
}
