import type { Price } from '@/lib/protocol/model';
import { endingOf } from './answer';
import { missingOf } from './beginning';
import { bestBy, competes } from './bests';
import { countWords } from './count-words';
import { FIGURES, type FigureKey, SHORT } from './figure-table';
import { dollars, UNKNOWN } from './figure-words';
import type { SelectedAnswer } from './selected-answers';

/** A column of the table of all answers. */
export interface TableColumn {
  key: string;
  name: string;
  means: string;
  text(row: SelectedAnswer): string;
  /** What rows are sorted by; null where it is not known. */
  value(row: SelectedAnswer): number | string | null;
  /** Which end is better; null where neither is. */
  better: 'least' | 'most' | null;
}

/** How many answers the dearest figure is for: one answer often costs too little to be read. */
const MANY = 1000;

const COUNT = new Intl.NumberFormat('en');

/** All figures of an answer, what the provider counted, and how the answer ended. */
export const TABLE_COLUMNS: readonly TableColumn[] = [
  {
    key: 'state',
    name: 'state',
    means: 'how the answer ended',
    text: ({ answer }) => stateWords(answer),
    value: ({ answer }) => stateWords(answer),
    better: null,
  },
  figure('firstWord', 'least', ({ firstWord }) => firstWord),
  figure('total', 'least', ({ total }) => total),
  figure('writingSpeed', 'most', ({ writingSpeed }) => writingSpeed?.perSecond ?? null),
  figure('cost', 'least', ({ cost }) => cost?.usd ?? null),
  {
    key: 'costOfMany',
    name: `cost of ${COUNT.format(MANY)}`,
    means: `what ${COUNT.format(MANY)} such answers would cost`,
    text: ({ figures: { cost } }) =>
      cost === null ? UNKNOWN : `${cost.estimated && cost.usd > 0 ? '≈' : ''}${dollars(cost.usd * MANY)}`,
    value: ({ figures: { cost } }) => cost && cost.usd * MANY,
    better: 'least',
  },
  { ...figure('tokens', null, ({ tokens }) => tokens.output), name: 'tokens out' },
  counted('reasoning', 'of these reasoning', 'tokens of reasoning, as the provider counted'),
  counted('input', 'tokens in', 'tokens of the question with what was before it, as the provider counted'),
  counted('cached', 'of these cached', 'tokens in that the provider had kept from earlier, as it counted'),
  {
    key: 'words',
    name: 'words',
    means: 'words of the answer, without its reasoning',
    text: (row) => countText(wordsOf(row)),
    value: wordsOf,
    better: null,
  },
  figure('queue', null, ({ queue }) => queue),
  figure('wait', 'least', ({ wait }) => wait),
  figure('think', null, ({ think }) => (think === 'hidden' ? null : think)),
  figure('write', null, ({ write }) => write),
  figure('overallSpeed', 'most', ({ overallSpeed }) => overallSpeed?.perSecond ?? null),
  figure('rhythm', null, ({ rhythm }) => rhythm?.p50 ?? null),
  {
    key: 'provider',
    name: 'provider',
    means: 'who served the answer',
    text: ({ answer }) => endingOf(answer)?.provider ?? UNKNOWN,
    value: ({ answer }) => endingOf(answer)?.provider ?? null,
    better: null,
  },
];

/** @returns the columns without those that are rare and empty in all rows. */
export function columnsFor(rows: readonly SelectedAnswer[], columns: readonly TableColumn[]): TableColumn[] {
  return columns.filter(({ key, value }) => {
    const isRare = key in FIGURES && FIGURES[key as FigureKey].isRare;
    return !isRare || rows.some((row) => value(row) !== null);
  });
}

/** @returns the columns with another one behind those of the cost. */
export function withPriceColumn(priced: TableColumn): TableColumn[] {
  const at = TABLE_COLUMNS.findIndex(({ key }) => key === 'costOfMany');
  return TABLE_COLUMNS.toSpliced(at + 1, 0, priced);
}

/**
 * What the same tokens would cost at another price.
 *
 * @param price USD for a million tokens; null where it is not known.
 */
export function priceColumn(model: string, price: Price | null): TableColumn {
  const cost = ({ answer, figures, promptTokens }: SelectedAnswer) => {
    const usage = endingOf(answer)?.usage ?? null;
    return (
      price && { usd: costAt(price, usage?.input ?? promptTokens, figures.tokens.output), counted: usage !== null }
    );
  };
  return {
    key: 'otherPrice',
    name: `at the price of ${model}`,
    means: 'what the same tokens would cost there; another model would write others',
    text: (row) => {
      const at = cost(row);
      return at === null ? UNKNOWN : `${at.counted || at.usd === 0 ? '' : '≈'}${dollars(at.usd)}`;
    },
    value: (row) => cost(row)?.usd ?? null,
    better: 'least',
  };
}

/** @returns the rows of each turn that are best in that column: several where they show the same. */
export function bestRows(rows: readonly SelectedAnswer[], column: TableColumn): ReadonlySet<SelectedAnswer> {
  const { better, value, text } = column;
  if (better === null) return new Set();
  const sign = better === 'least' ? 1 : -1;
  const rankOf = (row: SelectedAnswer) => {
    const known = value(row);
    return typeof known === 'number' ? known * sign : null;
  };
  const turns = new Set(rows.map(({ turn }) => turn));
  const best = [...turns].flatMap((turn) => {
    const own = rows.filter((row) => row.turn === turn && competes(row));
    return bestBy(own, rankOf, text).best;
  });
  return new Set(best);
}

export interface TableOrder {
  column: string;
  descending: boolean;
}

/** Rows that lack the value come last either way; equal rows keep their order. */
export function sortRows(
  rows: readonly SelectedAnswer[],
  { value }: TableColumn,
  descending: boolean,
): SelectedAnswer[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((left, right) => {
    const [first, second] = [value(left), value(right)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    if (typeof first === 'number' && typeof second === 'number') return sign * (first - second);
    return sign * String(first).localeCompare(String(second), 'en');
  });
}

function figure(
  key: FigureKey,
  better: TableColumn['better'],
  value: (figures: SelectedAnswer['figures']) => number | null,
): TableColumn {
  const { name, unit, means, text } = FIGURES[key];
  return {
    key,
    name: unit === null ? name : `${name}, ${unit}`,
    means,
    text: ({ figures }) => text(figures, SHORT),
    value: ({ figures }) => value(figures),
    better,
  };
}

function counted(key: 'reasoning' | 'input' | 'cached', name: string, means: string): TableColumn {
  const value = ({ answer }: SelectedAnswer) => endingOf(answer)?.usage?.[key] ?? null;
  return { key, name, means, value, text: (row) => countText(value(row)), better: null };
}

function countText(count: number | null): string {
  return count === null ? UNKNOWN : COUNT.format(count);
}

/** "done", "cut at its limit", "failed": as a reader would say it. */
function stateWords(answer: SelectedAnswer['answer']): string {
  const reason = endingOf(answer)?.reason;
  if (answer.phase === 'done' && reason === 'length') return 'cut at its limit';
  if (answer.phase === 'done' && reason === 'filtered') return 'filtered';
  return answer.phase;
}

function costAt({ input, output }: Price, inputTokens: number, outputTokens: number): number {
  return (inputTokens * input + outputTokens * output) / 1e6;
}

/** @returns null where the page has only the beginning of the text. */
function wordsOf({ answer }: SelectedAnswer): number | null {
  return missingOf(answer, 'text') > 0 ? null : countWords(answer);
}
