import { inList, type Sql, type SqlValue, type Statement } from './sql';

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

type Group = readonly Take[];

/** A row of `VALUES`: a text and two numbers. */
export const VALUES_ROW = '(CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS BIGINT))';

/**
 * Takes for several at once, in one transaction.
 *
 * @param all the groups of each.
 * @returns for each, and each of its groups, null or a counter that is full by then.
 */
export async function takeTogether(
  sql: Sql,
  all: readonly (readonly Group[])[],
  now: number,
): Promise<(FullCounter | null)[][]> {
  const takes = all.flat(2);
  const names = namesOf(takes);
  const results = await sql.batch([
    beginCounters(takes, now),
    ...all
      .flat()
      .filter((group) => group.length > 0)
      .map(takeAll),
    { sql: `SELECT name, used, resets_at FROM counters WHERE name IN ${inList(names)}`, params: names },
  ]);
  const counters = new Map((results.at(-1) ?? []).map((row) => [String(row.name), row]));
  let statement = 0;
  const fullOf = (group: Group): FullCounter | null => {
    if (group.length === 0) return null;
    statement += 1;
    if ((results[statement]?.length ?? 0) > 0) return null;
    const full = group.find(({ name, amount, limit }) => Number(counters.get(name)?.used ?? 0) + amount > limit);
    const name = (full ?? group[0])?.name ?? '';
    return { name, resetsAt: Number(counters.get(name)?.resets_at ?? 0) };
  };
  return all.map((groups) => groups.map(fullOf));
}

/** Always in the same order, so that two transactions that need the same counters never wait for each other. */
function namesOf(takes: readonly Pick<Take, 'name'>[]): string[] {
  return [...new Set(takes.map(({ name }) => name))].sort();
}

/** Makes the counters that do not exist, begins those again whose time is over, and locks all for the transaction. */
export function beginCounters(takes: readonly Pick<Take, 'name' | 'resetsAt'>[], now: number): Statement {
  const byName = new Map(takes.map((take) => [take.name, take]));
  const rows = namesOf(takes).map((name): SqlValue[] => [name, 0, byName.get(name)?.resetsAt ?? 0]);
  const over = 'counters.resets_at <= CAST(? AS BIGINT)';
  return {
    sql: `INSERT INTO counters (name, used, resets_at) VALUES ${rows.map(() => VALUES_ROW).join(', ')}
      ON CONFLICT (name) DO UPDATE SET
        used = CASE WHEN ${over} THEN 0 ELSE counters.used END,
        resets_at = CASE WHEN ${over} THEN excluded.resets_at ELSE counters.resets_at END`,
    params: [...rows.flat(), now, now],
  };
}

export function lockCounters(names: readonly string[]): Statement {
  return {
    sql: `INSERT INTO counters (name, used, resets_at) VALUES ${names.map(() => '(?, 0, 0)').join(', ')}
      ON CONFLICT (name) DO UPDATE SET used = counters.used`,
    params: names,
  };
}

/** Adds all amounts of a group if none exceeds its limit. Returns a row for each counter that was changed. */
function takeAll(group: readonly Take[]): Statement {
  const names = group.map(({ name }) => name);
  const rows = group.map(() => VALUES_ROW).join(', ');
  const values = group.flatMap(({ name, amount, limit }): SqlValue[] => [name, amount, limit]);
  return {
    sql: `UPDATE counters SET used = used + CASE name ${group.map(() => 'WHEN ? THEN CAST(? AS BIGINT)').join(' ')} ELSE 0 END
      WHERE name IN ${inList(names)} AND NOT EXISTS (
        SELECT 1 FROM (VALUES ${rows}) AS v JOIN counters c ON c.name = v.column1 WHERE c.used + v.column2 > v.column3)
      RETURNING name`,
    params: [...group.flatMap(({ name, amount }): SqlValue[] => [name, amount]), ...names, ...values],
  };
}
