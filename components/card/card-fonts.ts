import type { LetterFonts } from './lettering/letter';
import { fontOf, type ScriptFonts } from './lettering/script-fonts';
import { readCharacters } from './read-characters';

/** The font files of a card. */
export interface FontFiles {
  regular: ArrayBuffer;
  semiBold: ArrayBuffer;
  scripts: ScriptFonts;
}

export interface CardFonts {
  regular: ArrayBuffer;
  semiBold: ArrayBuffer;
  /** The code points that both fonts have. */
  characters: ReadonlySet<number>;
  /** The same with those of fonts for other scripts, which a headline may use. */
  allCharacters: ReadonlySet<number>;
  letters: LetterFonts;
}

export function cardFonts({ regular, semiBold, scripts }: FontFiles): CardFonts {
  const bold = readCharacters(semiBold);
  const characters = new Set([...readCharacters(regular)].filter((code) => bold.has(code)));
  const letters = { own: fontOf(semiBold), ownCharacters: characters, scripts };
  return { regular, semiBold, characters, allCharacters: new Set([...characters, ...scripts.characters]), letters };
}
