import { readCharacters } from './read-characters';

/** The files that a card is set in, as they were read. */
export interface FontFiles {
  regular: ArrayBuffer;
  semiBold: ArrayBuffer;
}

export interface CardFonts extends FontFiles {
  /** The code points that both have. */
  characters: ReadonlySet<number>;
}

export function cardFonts({ regular, semiBold }: FontFiles): CardFonts {
  const bold = readCharacters(semiBold);
  const both = [...readCharacters(regular)].filter((code) => bold.has(code));
  return { regular, semiBold, characters: new Set(both) };
}
