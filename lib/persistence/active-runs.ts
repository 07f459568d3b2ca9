import { sql as raw } from 'kysely';
import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import type { Clock } from '../time/clock';
import type { SqlLog } from './log';
import { compaction, isShort } from './log-rows';
import type { RunPlace } from './persistence';
import { LANE_COLUMNS, toPlaces } from './run-lanes';
import type { Sql, SqlNow } from './sql';
import { changes, selectAll, tables, toStatement, toTime } from './tables';

export interface Heartbeat {
  /** The process that claimed the run; null when none has. */
  owner: string | null;
  /** The time of its last heartbeat, or of the run's creation; ISO 8601. */
  heartbeatAt: string;
}

/** A run that has not ended, and its owner. */
export interface ActiveRun extends RunPlace, Heartbeat {
  /** The age of the heartbeat when it was read, ms. */
  silentMs: number;
}

export interface StopRequest {
  run: string;
  /** Null asks for all lanes. */
  lane: Lane | null;
}

/** Which process owns which run. All times are by one clock, that of the database. */
export interface ActiveRunStore {
  /**
   * Makes a process the owner of a run that has no owner. If several try at once, one succeeds.
   *
   * @param abandoned the owner and heartbeat we saw; the takeover succeeds only if both are unchanged (compare-and-swap).
   * @returns false when the run has ended, has another owner, or does not exist.
   */
  claimRun(run: string, owner: string, abandoned?: Heartbeat): Promise<boolean>;
  /** Sends a heartbeat for these runs. @returns the runs that have ended or that the process does not own. */
  beat(owner: string, runs: readonly string[]): Promise<readonly string[]>;
  /** @returns active runs, of deleted comparisons too; the oldest heartbeat first. */
  activeRuns(): Promise<readonly ActiveRun[]>;
  /**
   * Marks a run as ended, whose log is complete. The log accepts no more entries and is compacted. Ending a run again
   * finishes what a crash left undone.
   *
   * @param log all its entries, from a process that has them: then they are not read first.
   */
  endRun(run: string, log?: readonly EncodedEntry[]): Promise<void>;
  /** Asks the owner of a run to stop it, or one lane; does nothing when the run has ended or does not exist. */
  requestStop(run: string, lane: Lane | null): Promise<void>;
  /** @returns the stop requests of these runs, as long as they have not ended. */
  stopRequests(runs: readonly string[]): Promise<readonly StopRequest[]>;
  /** Tells the owner of a run that another process has a reader of it. */
  noteReader(run: string): Promise<void>;
  /** @returns those of these runs that {@link noteReader} was called for within the last `ms`. */
  readWithin(runs: readonly string[], ms: number): Promise<readonly string[]>;
}

/** The most runs that one statement names. */
const RUNS_AT_ONCE = 5000;
/** The lane of a request to stop the whole run. */
const WHOLE_RUN = '';

/** @param now for everything by which processes judge each other. */
export function createActiveRuns(sql: Sql, log: SqlLog, clock: Clock, now: SqlNow): ActiveRunStore {
  return {
    claimRun(run, owner, abandoned) {
      const claim = tables
        .updateTable('runs')
        .set({ owner, heartbeat_at: now() })
        .where('id', '=', run)
        .where('ended_at', 'is', null)
        .returning('id');
      if (!abandoned) {
        return changes(
          sql,
          claim.where(({ eb, or }) => or([eb('owner', 'is', null), eb('owner', '=', owner)])),
        );
      }
      // Compare-and-swap.
      return changes(
        sql,
        claim
          .where(raw<boolean>`owner IS NOT DISTINCT FROM CAST(${abandoned.owner} AS TEXT)`)
          .where('heartbeat_at', '=', Date.parse(abandoned.heartbeatAt)),
      );
    },

    async beat(owner, runs) {
      const rows = await inSlices(runs, (some) =>
        selectAll(
          sql,
          tables
            .updateTable('runs')
            .set({ heartbeat_at: now() })
            .where('owner', '=', owner)
            .where('ended_at', 'is', null)
            .where('id', 'in', some)
            .returning('id'),
        ),
      );
      const own = new Set(rows.map(({ id }) => id));
      return runs.filter((run) => !own.has(run));
    },

    async activeRuns() {
      const rows = await selectAll(sql, activeRows(now));
      return toPlaces(rows).flatMap((place) => {
        const row = rows.find(({ run }) => run === place.run.run);
        if (!row) return [];
        return [
          {
            ...place,
            owner: row.owner,
            heartbeatAt: toTime(row.heartbeat_at),
            silentMs: Math.max(0, row.silent_ms),
          },
        ];
      });
    },

    async endRun(run, entries) {
      await sql.batch([
        toStatement(
          tables
            .updateTable('runs')
            .set({ ended_at: clock.date().getTime() })
            .where('id', '=', run)
            .where('ended_at', 'is', null),
        ),
        toStatement(tables.deleteFrom('stop_requests').where('run', '=', run)),
        ...(entries ? await compaction(run, entries) : []),
      ]);
      // Of a short log nothing is left to do.
      if (!entries || !isShort(entries)) await log.compact(run);
      else log.forget(run);
    },

    async requestStop(run, lane) {
      const request = tables
        .selectFrom('runs')
        .select(({ val }) => ['id', val<Lane | ''>(lane ?? WHOLE_RUN).as('lane')])
        .where('id', '=', run)
        .where('ended_at', 'is', null);
      await selectAll(
        sql,
        tables
          .insertInto('stop_requests')
          .columns(['run', 'lane'])
          .expression(request)
          .onConflict((conflict) => conflict.columns(['run', 'lane']).doNothing()),
      );
    },

    async stopRequests(runs) {
      const rows = await inSlices(runs, (some) =>
        selectAll(sql, tables.selectFrom('stop_requests').select(['run', 'lane']).where('run', 'in', some)),
      );
      return rows.map(({ run, lane }) => ({ run, lane: lane === WHOLE_RUN ? null : lane }));
    },

    async noteReader(run) {
      await selectAll(
        sql,
        tables.updateTable('runs').set({ read_at: now() }).where('id', '=', run).where('ended_at', 'is', null),
      );
    },

    async readWithin(runs, ms) {
      const rows = await inSlices(runs, (some) =>
        selectAll(
          sql,
          tables
            .selectFrom('runs')
            .select('id')
            .where('read_at', '>=', raw<number>`${now()} - CAST(${ms} AS BIGINT)`)
            .where('id', 'in', some),
        ),
      );
      return rows.map(({ id }) => id);
    },
  };
}

function activeRows(now: SqlNow) {
  return (
    tables
      .selectFrom('runs as r')
      .innerJoin('run_lanes as l', 'l.run', 'r.id')
      .select(['r.id as run', 'r.comparison', 'r.turn', 'r.kind', 'r.owner', 'r.heartbeat_at'])
      .select(LANE_COLUMNS)
      .select(raw<number>`${now()} - r.heartbeat_at`.as('silent_ms'))
      .where('r.ended_at', 'is', null)
      // True of all. SQLite without statistics otherwise takes every lane there is, not the index of active runs.
      .where('r.heartbeat_at', '>=', 0)
      .orderBy('r.heartbeat_at')
      .orderBy('r.id')
      .orderBy('l.place')
  );
}

/** Queries all of these runs, in as many statements as it takes. */
async function inSlices<T>(runs: readonly string[], ask: (some: string[]) => Promise<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for (let from = 0; from < runs.length; from += RUNS_AT_ONCE) {
    rows.push(...(await ask(runs.slice(from, from + RUNS_AT_ONCE))));
  }
  return rows;
}
