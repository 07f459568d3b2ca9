import { sql as raw } from 'kysely';
import type { Lane } from '@/lib/protocol/lane';
import type { WallClock } from '../time/timing';
import type { SqlLog } from './log';
import type { RunPlace } from './persistence';
import { LANE_COLUMNS, toPlaces } from './run-lanes';
import type { Sql, SqlNow } from './sql';
import { changes, selectAll, tables, toStatement, toTime } from './tables';

export interface Heartbeat {
  /** The process that claimed the run; null when none has. */
  owner: string | null;
  /** When it was last heard of, or the run was made; ISO 8601. */
  heartbeatAt: string;
}

/** A run that has not ended, and who looks after it. */
export interface ActiveRun extends RunPlace, Heartbeat {
  /** How long ago that was when it was read, ms. */
  silentMs: number;
}

export interface StopRequest {
  run: string;
  /** Null asks for all lanes. */
  lane: Lane | null;
}

/** Which process looks after which run, for others to see. All times are by one clock, the database's. */
export interface ActiveRunStore {
  /**
   * Makes a run this owner's, if nobody else's. Of several that try at once one succeeds.
   *
   * @param abandoned as whose it was found, and when that one was last heard of: it is taken over if both are still so.
   * @returns false when it has ended, is somebody else's, or does not exist.
   */
  claimRun(run: string, owner: string, abandoned?: Heartbeat): Promise<boolean>;
  /** Says that the owner still looks after these. @returns those that are not, or no longer, its own or under way. */
  beat(owner: string, runs: readonly string[]): Promise<readonly string[]>;
  /** @returns runs under way, deleted or not; those heard of longest ago first. */
  activeRuns(): Promise<readonly ActiveRun[]>;
  /**
   * The run has ended and its log is whole: it takes no more entries, is folded small, and may go when room is
   * needed, oldest ended first. To end a run again does nothing, but finishes what a crash left undone.
   */
  endRun(run: string): Promise<void>;
  /** Asks the owner of a run to stop it, or one lane. Nothing when it has ended or does not exist. */
  requestStop(run: string, lane: Lane | null): Promise<void>;
  /** @returns what was asked of these runs, each for as long as the run has not ended. */
  stopRequests(runs: readonly string[]): Promise<readonly StopRequest[]>;
  /** Tells the owner of a run that somebody reads it from another process. */
  noteReader(run: string): Promise<void>;
  /** @returns which of these runs were said to be read within the last so many ms. */
  readWithin(runs: readonly string[], ms: number): Promise<readonly string[]>;
}

/** How many runs a statement names at most. */
const RUNS_AT_ONCE = 5000;
/** How a request for the whole run stands in the table. */
const WHOLE_RUN = '';

/** @param now for everything by which processes judge each other. */
export function createActiveRuns(sql: Sql, log: SqlLog, clock: WallClock, now: SqlNow): ActiveRunStore {
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

    async endRun(run) {
      await sql.batch([
        toStatement(
          tables
            .updateTable('runs')
            .set({ ended_at: clock.date().getTime() })
            .where('id', '=', run)
            .where('ended_at', 'is', null),
        ),
        toStatement(tables.deleteFrom('stop_requests').where('run', '=', run)),
      ]);
      await log.compact(run);
    },

    async requestStop(run, lane) {
      const asked = tables
        .selectFrom('runs')
        .select(({ val }) => ['id', val<Lane | ''>(lane ?? WHOLE_RUN).as('lane')])
        .where('id', '=', run)
        .where('ended_at', 'is', null);
      await selectAll(
        sql,
        tables
          .insertInto('stop_requests')
          .columns(['run', 'lane'])
          .expression(asked)
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
  return tables
    .selectFrom('runs as r')
    .innerJoin('run_lanes as l', 'l.run', 'r.id')
    .select(['r.id as run', 'r.comparison', 'r.turn', 'r.kind', 'r.owner', 'r.heartbeat_at'])
    .select(LANE_COLUMNS)
    .select(raw<number>`${now()} - r.heartbeat_at`.as('silent_ms'))
    .where('r.ended_at', 'is', null)
    .orderBy('r.heartbeat_at')
    .orderBy('r.id')
    .orderBy('l.place');
}

/** Asks for all of those runs, in as many statements as it takes. */
async function inSlices<T>(runs: readonly string[], ask: (some: string[]) => Promise<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for (let from = 0; from < runs.length; from += RUNS_AT_ONCE) {
    rows.push(...(await ask(runs.slice(from, from + RUNS_AT_ONCE))));
  }
  return rows;
}
