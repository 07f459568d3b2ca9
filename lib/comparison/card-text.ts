/** As much as is looked at, UTF-16 units: white space that is folded away, then what can stand on a card. */
const MOST_RAW = 10_000;
const MOST = 400;

/** White space and control characters, line breaks among them. */
const GAP = /[\s\p{Cc}]+/gu;
/** A sign that is asked for as an emoji; a digit is a digit all the same. */
const EMOJI = /(?![#*\d])\p{Emoji}\uFE0F/gu;
/** What has no shape of its own: directions, joiners, tags, halves of a pair; and marks that no letter has taken in. */
const SHAPELESS = /[\p{Cf}\p{Cs}\p{M}]/gu;
const WORD_OR_SIGN = /[\p{L}\p{N}]+|./gsu;
const LETTER = /[\p{L}\p{N}]/u;
/** Private use is something else in every font. */
const PRIVATE = /\p{Co}/u;

/** Stands for what cannot be drawn. No text has it: it is a gap. */
const HOLE = '\0';
/** Holes at an end of the text, or before the marks that close a sentence, leave nothing behind; others a space. */
const CLOSING_HOLES = / *\0[ \0]*(?=[,.;:!?…)]|$)/g;
const HOLES = / *\0[ \0]*/g;

/**
 * The text in one line and in those characters alone: what a card may hold without a font, or a picture of an emoji,
 * being asked of the network. A word that lacks a letter goes as a whole. Long texts are cut.
 *
 * @param characters the code points that can be drawn.
 * @returns null when less than half of its letters can be, or it has none.
 */
export function cardText(text: string, characters: ReadonlySet<number>): string | null {
  let drawn = '';
  let letters = 0;
  let drawnLetters = 0;
  for (const [piece] of oneLine(text).matchAll(WORD_OR_SIGN)) {
    const can = [...piece].every((sign) => characters.has(sign.codePointAt(0) ?? 0) && !PRIVATE.test(sign));
    drawn += can ? piece : HOLE;
    if (!LETTER.test(piece)) continue;
    letters += piece.length;
    if (can) drawnLetters += piece.length;
  }
  if (drawnLetters === 0 || drawnLetters * 2 < letters) return null;
  return drawn.replace(CLOSING_HOLES, '').replace(HOLES, ' ').replace(/ +/g, ' ').trim();
}

function oneLine(text: string): string {
  const start = text.slice(0, MOST_RAW).replace(GAP, ' ').trim().slice(0, MOST);
  return start.normalize('NFC').replace(EMOJI, HOLE).replace(SHAPELESS, '');
}
