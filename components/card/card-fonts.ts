import type { LetterFonts } from './lettering/letter';
import { fontOf, type ScriptFonts } from './lettering/script-fonts';
import { readCharacters } from './read-characters';

/** The files that a card is set in, as they were read. */
export interface FontFiles {
  regular: ArrayBuffer;
  semiBold: ArrayBuffer;
  scripts: ScriptFonts;
}

export interface CardFonts {
  regular: ArrayBuffer;
  semiBold: ArrayBuffer;
  /** The code points that both have. */
  characters: ReadonlySet<number>;
  /** Those, and what other scripts' fonts have: a headline may be drawn in them. */
  allCharacters: ReadonlySet<number>;
  letters: LetterFonts;
}

export function cardFonts({ regular, semiBold, scripts }: FontFiles): CardFonts {
  const bold = readCharacters(semiBold);
  const characters = new Set([...readCharacters(regular)].filter((code) => bold.has(code)));
  const letters = { own: fontOf(semiBold), ownCharacters: characters, scripts };
  return { regular, semiBold, characters, allCharacters: new Set([...characters, ...scripts.characters]), letters };
}
