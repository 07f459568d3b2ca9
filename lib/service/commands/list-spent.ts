import type { App } from '../app';
import { dayOf } from '../house-terms';

const USUAL_DAYS = 30;
const MOST_DAYS = 3650;
const DAY_MS = 24 * 3600 * 1000;

const PAYERS: Record<string, string> = { house: 'house key', visitor: 'visitors’ keys' };

/** Lists what was spent by day, model and payer, newest day first. @throws an Error, see `Command`. */
export async function listSpent(app: App, [days = String(USUAL_DAYS), ...more]: readonly string[]): Promise<string> {
  const count = Number(days);
  if (more.length > 0 || !Number.isInteger(count) || count < 1 || count > MOST_DAYS) {
    throw new Error(`Say for how many days, 1 to ${MOST_DAYS}: npm run spent -- 7`);
  }
  const spent = await app.persistence.spentSince(dayOf(app) - count + 1);
  if (spent.length === 0) return count === 1 ? 'Nothing was spent today.' : `Nothing was spent in ${count} days.`;
  const rows = spent.map(({ day, model, payer, tries, cost, unknown }) => [
    new Date(day * DAY_MS).toISOString().slice(0, 10),
    PAYERS[payer] ?? payer,
    model,
    String(tries),
    `${unknown > 0 ? '≤ ' : ''}${usd(cost)}`,
  ]);
  const byHouse = spent.filter(({ payer }) => payer === 'house').reduce((sum, { cost }) => sum + cost, 0);
  const note = spent.some(({ unknown }) => unknown > 0)
    ? [
        '',
        '≤: some costs are not known. Of the house key, what was reserved for them counts; of visitors’ keys, nothing.',
      ]
    : [];
  return [
    ...table([['day (UTC)', 'paid by', 'model', 'calls', 'USD'], ...rows]),
    '',
    `The house key has spent ${usd(byHouse)} USD in all.`,
    ...note,
  ].join('\n');
}

function usd(micro: number): string {
  return (micro / 1e6).toFixed(6);
}

/** Pads the cells of each column; the last two hold numbers. */
function table(rows: readonly (readonly string[])[]): string[] {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at >= columns - 2 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
