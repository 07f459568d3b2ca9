import type { Excerpt } from '@/lib/protocol/history';
import { searchText } from './search-text';

/** How much of a text an excerpt shows before and after the word, UTF-16 units. */
const BEFORE = 40;
const AFTER = 100;

/**
 * @param text as it was written, of a few thousand characters.
 * @param word normalised by {@link searchText}.
 * @returns what is around the first occurrence of the word in one line; null when the text does not have the word.
 */
export function excerptOf(text: string, word: string): Excerpt | null {
  // As it was written, where normalising moves no character; else as it is compared.
  const lower = text.toLowerCase();
  const written = lower.length === text.length && lower.includes(word) ? text : searchText(text);
  const at = (written === text ? lower : written).indexOf(word);
  if (at < 0) return null;
  const end = at + word.length;
  return {
    before: oneLine(written.slice(Math.max(0, at - BEFORE), at), at > BEFORE, false).trimStart(),
    word: written.slice(at, end),
    after: oneLine(written.slice(end, end + AFTER), false, end + AFTER < written.length).trimEnd(),
  };
}

/** White space becomes one space, and half of a surrogate pair at a cut nothing. */
function oneLine(text: string, isCutBefore: boolean, isCutAfter: boolean): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll(/\p{Surrogate}/gu, '');
  return `${isCutBefore ? '…' : ''}${line}${isCutAfter ? '…' : ''}`;
}
