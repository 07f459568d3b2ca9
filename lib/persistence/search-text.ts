import type { LaneRecord } from '@/lib/protocol/comparison';

/** So much of a prompt can be found by search, in UTF-16 units, as it is written and as it is folded: one may become 18. */
const LONGEST_TEXT = 100_000;
const MOST_WORDS = 8;
const LONGEST_WORD = 100;
const OPENING_CHARACTERS = 200;

/** Not in every database's text: NUL, and half of a surrogate pair. */
const NO_CHARACTER = /[\0\p{Surrogate}]/gu;

/** @returns text as search compares it: in lower case in any language, one form for each character, no NUL. */
export function searchText(text: string): string {
  return text.slice(0, LONGEST_TEXT).normalize('NFKC').slice(0, LONGEST_TEXT).toLowerCase().replace(NO_CHARACTER, ' ');
}

/** @returns what a comparison can be found by besides prompts and title. */
export function modelsText(lanes: readonly Pick<LaneRecord, 'model' | 'name' | 'vendor'>[]): string {
  return searchText([...new Set(lanes.flatMap(({ model, name, vendor }) => [model, name, vendor]))].join('\n'));
}

/** @returns the words of a search, folded like {@link searchText}; what is too much is left out. */
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
