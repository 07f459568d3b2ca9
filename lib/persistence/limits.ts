import type { Payer } from '@/lib/protocol/key';
import type { Lane } from '@/lib/protocol/lane';
import type { Clock } from '../time/clock';
import { inList, type Sql, type SqlValue, type Statement } from './sql';
import { selectAll, tables } from './tables';

/** An amount to take from a counter, which must not exceed its limit. */
export interface Take {
  /** Names the counter and, for a day or a minute that begins by the clock, that time. */
  name: string;
  amount: number;
  limit: number;
  /** When the counter begins again at 0, ms since 1970, if this take is its first one. */
  resetsAt: number;
}

/** The first counter whose limit the amount would exceed. */
export interface FullCounter {
  name: string;
  resetsAt: number;
}

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

const TAKEN = '(CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS BIGINT))';

export function createLimitStore(sql: Sql, clock: Clock): LimitStore {
  const now = () => clock.date().getTime();
  return {
    async takeFromCounters(groups) {
      const takes = groups.flat();
      if (takes.length === 0) return groups.map(() => null);
      const names = namesOf(takes);
      const results = await sql.batch([
        beginCounters(takes, now()),
        ...groups.filter((group) => group.length > 0).map(takeAll),
        { sql: `SELECT name, used, resets_at FROM counters WHERE name IN ${inList(names)}`, params: names },
      ]);
      const counters = new Map((results.at(-1) ?? []).map((row) => [String(row.name), row]));
      let statement = 0;
      return groups.map((group) => {
        if (group.length === 0) return null;
        statement += 1;
        if ((results[statement]?.length ?? 0) > 0) return null;
        const full = group.find(({ name, amount, limit }) => Number(counters.get(name)?.used ?? 0) + amount > limit);
        const name = (full ?? group[0])?.name ?? '';
        return { name, resetsAt: Number(counters.get(name)?.resets_at ?? 0) };
      });
    },

    async takeRunSlots(run, holders, expiresAt) {
      if (holders.length === 0) return true;
      const rows = holders.map(() => TAKEN).join(', ');
      const results = await sql.batch([
        // Processes that take slots of the same holder wait for each other here.
        beginCounters(
          holders.map(({ name }) => ({ name: `slots:${name}`, amount: 0, limit: 0, resetsAt: expiresAt })),
          now(),
        ),
        {
          sql: `INSERT INTO run_slots (holder, run, expires_at)
            SELECT v.column1, CAST(? AS TEXT), v.column3 FROM (VALUES ${rows}) AS v
            WHERE NOT EXISTS (SELECT 1 FROM (VALUES ${rows}) AS w WHERE w.column2 <=
              (SELECT COUNT(*) FROM run_slots s WHERE s.holder = w.column1 AND s.expires_at > CAST(? AS BIGINT)))
            RETURNING holder`,
          params: [run, ...slotParams(holders, expiresAt), ...slotParams(holders, expiresAt), now()],
        },
      ]);
      return (results[1]?.length ?? 0) > 0;
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

/** Always in the same order, so that two transactions that need the same counters never wait for each other. */
function namesOf(takes: readonly Take[]): string[] {
  return [...new Set(takes.map(({ name }) => name))].sort();
}

/** Makes the counters that do not exist, begins those again whose time is over, and locks all for the transaction. */
function beginCounters(takes: readonly Take[], now: number): Statement {
  const byName = new Map(takes.map((take) => [take.name, take]));
  const rows = namesOf(takes).map((name): SqlValue[] => [name, 0, byName.get(name)?.resetsAt ?? 0]);
  const over = 'counters.resets_at <= CAST(? AS BIGINT)';
  return {
    sql: `INSERT INTO counters (name, used, resets_at) VALUES ${rows.map(() => TAKEN).join(', ')}
      ON CONFLICT (name) DO UPDATE SET
        used = CASE WHEN ${over} THEN 0 ELSE counters.used END,
        resets_at = CASE WHEN ${over} THEN excluded.resets_at ELSE counters.resets_at END`,
    params: [...rows.flat(), now, now],
  };
}

function lockCounters(names: readonly string[]): Statement {
  return {
    sql: `INSERT INTO counters (name, used, resets_at) VALUES ${names.map(() => '(?, 0, 0)').join(', ')}
      ON CONFLICT (name) DO UPDATE SET used = counters.used`,
    params: names,
  };
}

/** Adds all amounts of a group if none exceeds its limit. Returns a row for each counter that was changed. */
function takeAll(group: readonly Take[]): Statement {
  const names = group.map(({ name }) => name);
  const rows = group.map(() => TAKEN).join(', ');
  const values = group.flatMap(({ name, amount, limit }): SqlValue[] => [name, amount, limit]);
  return {
    sql: `UPDATE counters SET used = used + CASE name ${group.map(() => 'WHEN ? THEN CAST(? AS BIGINT)').join(' ')} ELSE 0 END
      WHERE name IN ${inList(names)} AND NOT EXISTS (
        SELECT 1 FROM (VALUES ${rows}) AS v JOIN counters c ON c.name = v.column1 WHERE c.used + v.column2 > v.column3)
      RETURNING name`,
    params: [...group.flatMap(({ name, amount }): SqlValue[] => [name, amount]), ...names, ...values],
  };
}

function slotParams(holders: readonly { name: string; limit: number }[], expiresAt: number): SqlValue[] {
  return holders.flatMap(({ name, limit }) => [name, limit, expiresAt]);
}
