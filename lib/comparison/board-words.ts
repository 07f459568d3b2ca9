import type { BoardAnswer, BoardPair, BoardQuery } from '../protocol/board';
import type { Interval } from './board';

/** 0.712 → "71 %". */
function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** "71 % (58 to 82)". */
export function intervalWords({ p, low, high }: Interval): string {
  return `${percent(p)} (${Math.round(low * 100)} to ${Math.round(high * 100)})`;
}

/** "1", "2–3". */
export function placesWords([best, worst]: readonly [number, number]): string {
  return best === worst ? String(best) : `${best}–${worst}`;
}

/** "97 % sure", rounded down: an order that is not stated never reads 95 %. */
export function sureWords(p: number): string {
  return p >= 0.99 ? 'over 99 % sure' : `${Math.floor(p * 100 + 1e-9)} % sure`;
}

/** Whether the board states the order of the two. */
export function isStated({ more }: BoardPair): boolean {
  return more === 0;
}

/** What is missing to state an order that is not stated: "12 more like these would do". */
export function moreWords({ more, won, lost }: BoardPair): string {
  if (more !== null) return `${more} more like these would do`;
  return won + lost === 0 ? 'no ballot has told them apart' : 'more like these would not do';
}

/** Who votes, at the start of a sentence. */
function voters({ of }: BoardQuery): string {
  return of === 'mine' ? 'You' : 'Voters';
}

/** "You chose the longest answer 9 of 12 times (4 by chance; p = 0.004)."; null below 12 ballots. */
export function longestWords({ length: { longest } }: BoardAnswer, query: BoardQuery): string | null {
  if (longest === null) return null;
  const { chosen, ballots, byChance, p } = longest;
  return `${voters(query)} chose the longest answer ${chosen} of ${ballots} times (${Number(byChance.toFixed(1))} by chance; ${chanceWords(p)}).`;
}

/** Null below 60 ballots of known lengths. */
export function longerWords({ length: { longer } }: BoardAnswer): string | null {
  if (longer === null) return null;
  return `Of two answers by equally strong models, the longer is chosen ${intervalWords(longer)}, where it is longer by one standard deviation. Places at the same length leave this out.`;
}

function chanceWords(p: number): string {
  if (p < 0.001) return 'p < 0.001';
  return `p = ${p.toFixed(p < 0.0095 ? 3 : 2)}`;
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** "46 ballots, 41 of them blind, since 3 September 2026."; '' without any. */
export function castWords({ cast, blind, since, isCut }: BoardAnswer): string {
  if (since === null) return '';
  const counted = isCut ? `The newest ${ballotCount(cast)}` : ballotCount(cast);
  return `${counted}, ${blind} of them blind, since ${DAY.format(new Date(since))}.`;
}

/** Which ballots do not count and why, and what those that do count say of no model; a sentence each. */
export function countedWords(
  { ballots, equal, bad, leftOut, unlisted }: BoardAnswer,
  { named }: BoardQuery,
): { counted: string[]; named: string | null } {
  const verdicts = [
    ...(equal > 0 ? [`${equal} found all answers equal`] : []),
    ...(bad > 0 ? [`${bad} found all bad`] : []),
  ];
  return {
    counted: [
      `${ballotCount(ballots)} ${ballots === 1 ? 'counts' : 'count'} here${verdicts.length > 0 ? `; ${verdicts.join(', ')}` : ''}.`,
      ...(leftOut.open > 0 ? [`${leftOutWords(leftOut.open)}: the names were known.`] : []),
      ...(leftOut.alone > 0 ? [`${leftOutWords(leftOut.alone)}: there was one model only.`] : []),
      ...(unlisted > 0 ? [unlistedWords(unlisted)] : []),
    ],
    named: namedWords(leftOut.named, named),
  };
}

function namedWords(leftOut: number, isCounted: boolean): string | null {
  if (isCounted) return 'Ballots in which an answer names its maker count, too.';
  return leftOut === 0 ? null : `${leftOutWords(leftOut)}: an answer named its maker.`;
}

function leftOutWords(count: number): string {
  return `${ballotCount(count)} ${count === 1 ? 'is' : 'are'} left out`;
}

function unlistedWords(count: number): string {
  return count === 1
    ? '1 model with fewer than 3 ballots is not listed.'
    : `${count} models with fewer than 3 ballots are not listed.`;
}

/** "1 ballot", "12 ballots". */
export function ballotCount(count: number): string {
  return count === 1 ? '1 ballot' : `${count} ballots`;
}
