/**
 * The index of the search knows of each text which grams it has: all runs of one, two and three characters of its words. A text
 * can have a word only if it has all grams of the word, whatever the script, and a word of one character is found as well.
 */

/** Longer grams are not indexed. */
const LONGEST_GRAM = 3;
/** How many grams of a long word are looked up: the text itself is compared anyway. */
const MOST_GRAMS = 12;
/** Where characters go that a tokenizer would take for the end of a gram: into the private use area. */
const PRIVATE_USE = 0xe000;
const NO_GRAM_CHARACTER = /[\p{Cc}!-/:-`{-~]/gu;

/** @param text normalised by `searchText`. @returns its grams, each once, separated by spaces. */
export function gramsOf(text: string): string {
  const grams = new Set<string>();
  for (const word of new Set(text.split(/\s+/))) {
    const characters = charactersOf(word);
    for (let length = 1; length <= LONGEST_GRAM; length += 1) {
      for (let from = 0; from + length <= characters.length; from += 1) grams.add(gramAt(characters, from, length));
    }
  }
  return [...grams].join(' ');
}

/** @param word normalised by `searchText`. @returns grams that every text with that word has, at least one. */
export function gramsOfWord(word: string): string[] {
  const characters = charactersOf(word);
  const length = Math.min(LONGEST_GRAM, characters.length);
  const count = characters.length - length + 1;
  const taken = Math.min(MOST_GRAMS, count);
  const starts = Array.from({ length: taken }, (_, at) => Math.floor((at * count) / taken));
  return [...new Set(starts.map((from) => gramAt(characters, from, length)))];
}

/** Whole characters, so that no gram ends in half of a surrogate pair. */
function charactersOf(word: string): string | string[] {
  const coded = word.replaceAll(NO_GRAM_CHARACTER, (character) =>
    String.fromCharCode(PRIVATE_USE + character.charCodeAt(0)),
  );
  return /\p{Surrogate}|[\u{10000}-\u{10ffff}]/u.test(coded) ? [...coded] : coded;
}

function gramAt(characters: string | string[], from: number, length: number): string {
  const gram = characters.slice(from, from + length);
  return typeof gram === 'string' ? gram : gram.join('');
}
