import type { BoardAnswer, BoardModel, BoardPair, BoardQuery } from '../protocol/board';
import {
  castWords,
  countedWords,
  intervalWords,
  isStated,
  longerWords,
  longestWords,
  moreWords,
  placesWords,
  sureWords,
} from './board-words';
import { csvLine } from './export-csv';
import { dollars, shortSeconds, UNKNOWN } from './figure-words';
import { markdownRows } from './markdown-rows';

const HEAD = [
  'place',
  'model',
  'ballots',
  'chosen against the rest (95 % interval)',
  'cost, median',
  'first word, median',
];

/** The board as it is on the page: its table, its pairs, and its sentences. */
export function boardMarkdown(board: BoardAnswer, query: BoardQuery): string {
  const { models, pairs } = board;
  const atSameLength = models.some(({ placesAtSameLength }) => placesAtSameLength !== null);
  const nameOf = (key: string) => models.find((model) => model.key === key)?.name ?? key;
  const { counted, named } = countedWords(board, query);
  const sentences = [...counted, named, longestWords(board, query), longerWords(board)];
  return [
    castWords(board),
    markdownRows([
      atSameLength ? [...HEAD, 'place at the same length'] : HEAD,
      ...models.map((model) => [...rowOf(model), ...(atSameLength ? [sameLengthOf(model)] : [])]),
    ]),
    pairs.map((pair) => pairLine(pair, nameOf)).join('\n'),
    sentences.filter(Boolean).join(' '),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function rowOf({ places, name, n, chosen, costUsd, firstWord }: BoardModel): string[] {
  return [
    placesWords(places),
    name,
    String(n),
    intervalWords(chosen),
    costUsd === null ? UNKNOWN : dollars(costUsd),
    firstWord === null ? UNKNOWN : shortSeconds(firstWord),
  ];
}

function sameLengthOf({ placesAtSameLength }: BoardModel): string {
  return placesAtSameLength ? placesWords(placesAtSameLength) : UNKNOWN;
}

function pairLine(pair: BoardPair, nameOf: (key: string) => string): string {
  const { above, below, p, won, lost } = pair;
  const score = `${won} : ${lost}, ${sureWords(p)}`;
  return isStated(pair)
    ? `- ${nameOf(above)} above ${nameOf(below)}: ${score}`
    : `- ${nameOf(above)} and ${nameOf(below)}: not enough votes to tell; ${score}, ${moreWords(pair)}`;
}

const COLUMNS = [
  ...['place_best', 'place_worst', 'key', 'name', 'model', 'vendor', 'ballots', 'ballots_all_bad'],
  ...['chosen', 'chosen_low', 'chosen_high', 'cost_usd_median', 'first_word_ms_median'],
  ...['place_at_same_length_best', 'place_at_same_length_worst'],
];

/** The models as RFC 4180, numbers as numbers. */
export function boardCsv({ models }: BoardAnswer): string {
  const lines = models.map(({ places, placesAtSameLength, key, name, model, vendor, n, bad, ...figures }) => [
    ...[...places, key, name, model, vendor, n, bad],
    ...[figures.chosen.p, figures.chosen.low, figures.chosen.high, figures.costUsd, figures.firstWord],
    ...(placesAtSameLength ?? [null, null]),
  ]);
  return [COLUMNS, ...lines].map(csvLine).join('');
}
