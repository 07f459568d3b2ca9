import type { Lane } from '@/lib/protocol/lane';
import type { Payer } from '@/lib/protocol/payer';
import type { Clock } from '../time/clock';
import { beginCounters, type FullCounter, lockCounters, type Take, takeTogether, VALUES_ROW } from './counters';
import { gather } from './gather';
import { inList, type Sql, type SqlValue, type Statement } from './sql';
import { selectAll, tables } from './tables';

/** One try of a lane, which costs money. */
export interface SpendingPlace {
  run: string;
  lane: Lane;
  try: number;
}

export interface Spending extends SpendingPlace {
  model: string;
  payer: Payer;
  /** UTC, in days since 1970. */
  day: number;
  /** Micro-USD. */
  reserved: number;
}

export interface Spent {
  day: number;
  model: string;
  payer: Payer;
  tries: number;
  /** Micro-USD. Where no cost is known, what was reserved counts. */
  cost: number;
  /** How many tries have no known cost. */
  unknown: number;
}

/** What visitors have used of this server's limits and money. Exact also with many processes on one database. */
export interface LimitStore {
  /**
   * Takes from the counters of each group all its amounts, or none of them; the groups one after another, in one
   * transaction.
   *
   * @returns for each group null, or the counter that is full.
   */
  takeFromCounters(groups: readonly (readonly Take[])[]): Promise<readonly (FullCounter | null)[]>;
  /**
   * Takes a slot of each holder for a run, or none.
   *
   * @param expiresAt ms since 1970, for a run whose process dies.
   * @returns false when a holder has all its slots in use.
   */
  takeRunSlots(run: string, holders: readonly { name: string; limit: number }[], expiresAt: number): Promise<boolean>;
  /** Keeps the slots of a run that lasts longer. */
  keepRunSlots(run: string, expiresAt: number): Promise<void>;
  freeRunSlots(run: string): Promise<void>;
  /** Stores what is about to be spent. */
  noteSpending(spending: readonly Spending[]): Promise<void>;
  /**
   * Stores what a try has cost, once: later calls change nothing. The counters get the rest of the reservation back.
   *
   * @param cost micro-USD.
   * @param counters in which the try's reservation was taken.
   */
  settleSpending(place: SpendingPlace, cost: number, counters: readonly string[]): Promise<void>;
  /** @returns the known costs of these runs, micro-USD, of all tries of a lane together. */
  costsOf(runs: readonly string[]): Promise<readonly { run: string; lane: Lane; cost: number }[]>;
  /** @returns what was spent from that day on, newest day first, then by cost. */
  spentSince(day: number): Promise<readonly Spent[]>;
  /** Removes counters and slots that have no meaning any more. */
  purgeLimits(): Promise<void>;
}

export function createLimitStore(sql: Sql, clock: Clock): LimitStore {
  const now = () => clock.date().getTime();
  const take = gather((all: readonly (readonly (readonly Take[])[])[]) => takeTogether(sql, all, now()));
  const takeSlots = gather((all: readonly Slots[]) => takeSlotsTogether(sql, all, now()));
  return {
    async takeFromCounters(groups) {
      return groups.some((group) => group.length > 0) ? take(groups) : groups.map(() => null);
    },

    async takeRunSlots(run, holders, expiresAt) {
      return holders.length === 0 || takeSlots({ run, holders, expiresAt });
    },

    async keepRunSlots(run, expiresAt) {
      await selectAll(sql, tables.updateTable('run_slots').set({ expires_at: expiresAt }).where('run', '=', run));
    },

    async freeRunSlots(run) {
      await selectAll(sql, tables.deleteFrom('run_slots').where('run', '=', run));
    },

    async noteSpending(spending) {
      if (spending.length === 0) return;
      const known = tables.insertInto('run_facts').values(spending.map((fact) => ({ ...fact, cost: null })));
      await selectAll(
        sql,
        known.onConflict((conflict) => conflict.columns(['run', 'lane', 'try']).doNothing()),
      );
    },

    async settleSpending({ run, lane, try: tried }, cost, counters) {
      const place = [run, lane, tried];
      const unsettled = 'SELECT reserved FROM run_facts WHERE run = ? AND lane = ? AND try = ? AND cost IS NULL';
      const settle = {
        sql: 'UPDATE run_facts SET cost = CAST(? AS BIGINT) WHERE run = ? AND lane = ? AND try = ? AND cost IS NULL',
        params: [cost, ...place],
      };
      if (counters.length === 0) {
        await sql.query(settle.sql, settle.params);
        return;
      }
      const names = [...counters].sort();
      await sql.batch([
        lockCounters(names),
        {
          sql: `UPDATE counters SET used = used + CAST(? AS BIGINT) - (${unsettled})
            WHERE name IN ${inList(names)} AND EXISTS (${unsettled})`,
          params: [cost, ...place, ...names, ...place],
        },
        settle,
      ]);
    },

    async costsOf(runs) {
      if (runs.length === 0) return [];
      return sql.query<{ run: string; lane: Lane; cost: number }>(
        `SELECT run, lane, CAST(SUM(cost) AS BIGINT) AS cost FROM run_facts
         WHERE run IN ${inList(runs)} AND cost IS NOT NULL GROUP BY run, lane`,
        runs,
      );
    },

    async spentSince(day) {
      return sql.query<Spent>(
        `SELECT day, model, payer, COUNT(*) AS tries, CAST(SUM(COALESCE(cost, reserved)) AS BIGINT) AS cost,
           COUNT(*) - COUNT(cost) AS unknown
         FROM run_facts WHERE day >= ? GROUP BY day, model, payer ORDER BY day DESC, cost DESC, model, payer`,
        [day],
      );
    },

    async purgeLimits() {
      await selectAll(sql, tables.deleteFrom('counters').where('resets_at', '<', now() - PURGED_AFTER_MS));
      await selectAll(sql, tables.deleteFrom('run_slots').where('expires_at', '<', now() - PURGED_AFTER_MS));
    },
  };
}

/** A settlement may come a little after its counter has begun again. */
const PURGED_AFTER_MS = 24 * 3600 * 1000;

interface Slots {
  run: string;
  holders: readonly { name: string; limit: number }[];
  expiresAt: number;
}

/** @returns for each run whether it has got its slots. */
async function takeSlotsTogether(sql: Sql, all: readonly Slots[], now: number): Promise<boolean[]> {
  // Processes that take slots of the same holder wait for each other here.
  const locks = all.flatMap(({ holders, expiresAt }) =>
    holders.map(({ name }) => ({ name: `slots:${name}`, resetsAt: expiresAt })),
  );
  const [, ...results] = await sql.batch([beginCounters(locks, now), ...all.map((slots) => takeSlotsOf(slots, now))]);
  return results.map((rows) => rows.length > 0);
}

function takeSlotsOf({ run, holders, expiresAt }: Slots, now: number): Statement {
  const rows = holders.map(() => VALUES_ROW).join(', ');
  const values = holders.flatMap(({ name, limit }): SqlValue[] => [name, limit, expiresAt]);
  return {
    sql: `INSERT INTO run_slots (holder, run, expires_at)
      SELECT v.column1, CAST(? AS TEXT), v.column3 FROM (VALUES ${rows}) AS v
      WHERE NOT EXISTS (SELECT 1 FROM (VALUES ${rows}) AS w WHERE w.column2 <=
        (SELECT COUNT(*) FROM run_slots s WHERE s.holder = w.column1 AND s.expires_at > CAST(? AS BIGINT)))
      RETURNING holder`,
    params: [run, ...values, ...values, now],
  };
}
