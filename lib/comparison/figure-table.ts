import {
  dollars,
  exactCount,
  exactRate,
  exactSeconds,
  milliseconds,
  shortCount,
  shortRate,
  shortSeconds,
  UNKNOWN,
} from './figure-words';
import type { Figures, Speed } from './figures';

/** How many digits are shown. */
export interface Digits {
  seconds(ms: number): string;
  rate(tokensPerSecond: number): string;
  count(tokens: number): string;
}

/** In panes, sentences and tables. Two figures are equal where these say the same. */
export const SHORT: Digits = { seconds: shortSeconds, rate: shortRate, count: shortCount };
/** Where somebody asks for all of it. */
export const EXACT: Digits = { seconds: exactSeconds, rate: exactRate, count: exactCount };

export type Cell = number | string | boolean | null;

/** What a figure is called, means and says. Panes, the track, sentences and exports all read it here. */
export interface FigureRow {
  name: string;
  /** What the field calls it, where it has a short name. */
  short: string | null;
  means: string;
  /** Follows the value. */
  unit: string | null;
  text(figures: Figures, digits: Digits): string;
  /** What is to be said beside the value, where there is room; null where nothing is. */
  beside?(figures: Figures, digits: Digits): string | null;
  /** It is listed only where an answer has it. */
  isRare?: true;
  /** By column of an export. Times are ms, speeds tokens a second, costs USD. */
  columns: Readonly<Record<string, (figures: Figures) => Cell>>;
}

export type FigureKey =
  | 'queue'
  | 'wait'
  | 'firstWord'
  | 'think'
  | 'write'
  | 'writingSpeed'
  | 'overallSpeed'
  | 'rhythm'
  | 'total'
  | 'tokens'
  | 'cost';

export const FIGURES: Readonly<Record<FigureKey, FigureRow>> = {
  queue: {
    name: 'queue',
    short: null,
    means: 'start → call, at an engine that answers one at a time; no other figure counts it',
    unit: null,
    text: ({ queue }, { seconds }) => (queue === null ? UNKNOWN : seconds(queue)),
    isRare: true,
    columns: { queue_ms: ({ queue }) => queue },
  },
  wait: {
    name: 'wait',
    short: 'ttft',
    means: 'start → first output of any kind, automatic tries included',
    unit: null,
    text: ({ wait }, { seconds }) => (wait === null ? UNKNOWN : seconds(wait)),
    beside: ({ wait, tries }, { seconds }) => (wait !== null && tries.ms > 0 ? `${seconds(tries.ms)} in tries` : null),
    columns: {
      ttft_ms: ({ wait }) => wait,
      tries: ({ tries }) => tries.count,
      tries_ms: ({ tries }) => tries.ms,
    },
  },
  firstWord: {
    name: 'first word',
    short: 'ttfo',
    means: 'start → first text',
    unit: null,
    text: ({ firstWord }, { seconds }) => (firstWord === null ? UNKNOWN : seconds(firstWord)),
    columns: { ttfo_ms: ({ firstWord }) => firstWord },
  },
  think: {
    name: 'think',
    short: null,
    means: 'first reasoning → first text; hidden where the provider counted reasoning and showed none',
    unit: null,
    text: ({ think }, { seconds }) => (think === null ? UNKNOWN : think === 'hidden' ? think : seconds(think)),
    columns: {
      think_ms: ({ think }) => (think === 'hidden' ? null : think),
      think_hidden: ({ think }) => think === 'hidden',
    },
  },
  write: {
    name: 'write',
    short: null,
    means: 'first text → last text',
    unit: null,
    text: ({ write }, { seconds }) => (write === null ? UNKNOWN : seconds(write)),
    columns: { write_ms: ({ write }) => write },
  },
  writingSpeed: {
    name: 'writing speed',
    short: null,
    means: 'tokens of text after the first piece, by the time of writing; – below 3 pieces, 500 ms or 20 tokens',
    unit: 'tok/s',
    text: ({ writingSpeed }, { rate }) => speedWords(writingSpeed, rate),
    columns: { writing_tokens_per_second: ({ writingSpeed }) => writingSpeed?.perSecond ?? null },
  },
  overallSpeed: {
    name: 'overall speed',
    short: null,
    means: 'output tokens, reasoning included, by the time from start to last output',
    unit: 'tok/s',
    text: ({ overallSpeed }, { rate }) => speedWords(overallSpeed, rate),
    columns: { overall_tokens_per_second: ({ overallSpeed }) => overallSpeed?.perSecond ?? null },
  },
  rhythm: {
    name: 'rhythm',
    short: 'itl p50 / p95',
    means: 'gaps between pieces of text; in bursts where p95 is over twice p50; known once the lane has ended',
    unit: null,
    text: ({ rhythm }) => (rhythm === null ? UNKNOWN : `${milliseconds(rhythm.p50)} / ${milliseconds(rhythm.p95)}`),
    beside: ({ rhythm }) => (rhythm?.inBursts ? 'in bursts' : null),
    columns: {
      itl_p50_ms: ({ rhythm }) => rhythm?.p50 ?? null,
      itl_p95_ms: ({ rhythm }) => rhythm?.p95 ?? null,
    },
  },
  total: {
    name: 'total',
    short: null,
    means: 'start → end',
    unit: null,
    text: ({ total }, { seconds }) => (total === null ? UNKNOWN : seconds(total)),
    columns: { total_ms: ({ total }) => total },
  },
  tokens: {
    name: 'tokens',
    short: null,
    means: 'output, reasoning included, as the provider counted; ≈ where it has not',
    unit: null,
    text: ({ tokens }, { count }) => about(tokens.estimated, tokens.output, count),
    columns: {
      output_tokens: ({ tokens }) => tokens.output,
      reasoning_tokens: ({ tokens }) => tokens.reasoning,
      tokens_estimated: ({ tokens }) => tokens.estimated,
    },
  },
  cost: {
    name: 'cost',
    short: null,
    means: 'as billed; ≈ where nobody has said, by the catalog’s price; – where that is not known',
    unit: null,
    text: ({ cost }) => (cost === null ? UNKNOWN : about(cost.estimated, cost.usd, dollars)),
    beside: ({ cost }) => (cost?.billedBy === 'provider' ? 'billed by the provider' : null),
    columns: {
      cost_usd: ({ cost }) => (cost === null ? null : Number(cost.usd.toFixed(COST_DIGITS))),
      cost_estimated: ({ cost }) => cost?.estimated ?? null,
      billed_by: ({ cost }) => cost?.billedBy ?? null,
    },
  },
};

/** Sums of floating-point numbers have no more digits of a dollar that mean anything. */
const COST_DIGITS = 10;

/** All columns of all figures: what exports have of an answer. */
export const FIGURE_COLUMNS = Object.assign({}, ...Object.values(FIGURES).map(({ columns }) => columns)) as Readonly<
  Record<string, (figures: Figures) => Cell>
>;

/** "1.80 s, 1.40 s in tries", "81 tok/s": a figure in one line of text. */
export function figureWords(key: FigureKey, figures: Figures, digits: Digits): string {
  const { text, unit, beside } = FIGURES[key];
  const value = text(figures, digits);
  const words = unit !== null && value !== UNKNOWN ? `${value} ${unit}` : value;
  return [words, beside?.(figures, digits)].filter(Boolean).join(', ');
}

function speedWords(speed: Speed | null, rate: Digits['rate']): string {
  return speed === null ? UNKNOWN : about(speed.estimated, speed.perSecond, rate);
}

/** Nothing is nothing, and not about nothing. */
function about(estimated: boolean, value: number, words: (value: number) => string): string {
  return `${estimated && value > 0 ? '≈' : ''}${words(value)}`;
}
