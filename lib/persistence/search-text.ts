import type { LaneRecord } from '@/lib/protocol/comparison';

/** How much of a prompt a search can find, in UTF-16 units, before and after normalisation: one unit may become 18. */
export const LONGEST_TEXT = 100_000;
const MOST_WORDS = 8;
export const LONGEST_WORD = 100;
const OPENING_CHARACTERS = 200;

/** Not in every database's text: NUL, and half of a surrogate pair. */
const NO_CHARACTER = /[\0\p{Surrogate}]/gu;

/** @returns the text as a search compares it: lower case in any language, one form for each character, no NUL. */
export function searchText(text: string): string {
  return text.slice(0, LONGEST_TEXT).normalize('NFKC').slice(0, LONGEST_TEXT).toLowerCase().replace(NO_CHARACTER, ' ');
}

/** @returns the names by which a search finds lanes. */
export function modelsText(lanes: readonly Pick<LaneRecord, 'model' | 'name' | 'vendor'>[]): string {
  return searchText([...new Set(lanes.flatMap(({ model, name, vendor }) => [model, name, vendor]))].join('\n'));
}

/** @returns the words of a search, normalised by {@link searchText}; words beyond the limits are left out. */
export function searchWords(search = ''): string[] {
  const words = searchText(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD));
}

/** @returns a pattern for `LIKE … ESCAPE '!'` that finds the word anywhere, with no wildcard in it. */
export function likePattern(word: string): string {
  return `%${word.replaceAll(/[!%_]/g, '!$&')}%`;
}

/** @returns how a prompt begins, for a list. */
export function openingOf(prompt: string): string {
  return [...prompt.slice(0, 2 * OPENING_CHARACTERS)].slice(0, OPENING_CHARACTERS).join('');
}
