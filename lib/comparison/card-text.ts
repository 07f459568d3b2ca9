/** As much as is looked at, UTF-16 units: white space that is folded away, then what can stand on a card. */
const MOST_RAW = 10_000;
const MOST = 400;

/** White space and control characters, line breaks among them. */
const GAP = /[\s\p{Cc}]+/gu;
/** A sign that is asked for as an emoji; a digit is a digit all the same. */
const EMOJI = /(?![#*\d])\p{Emoji}\uFE0F/gu;
/** What has no shape of its own: directions, tags, halves of a pair; joiners that join no letters; marks on nothing. */
const SHAPELESS = /(?<![\p{L}\p{M}])[\u200c\u200d]|[\u200c\u200d](?!\p{L})|(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu;
const WORD_OR_SIGN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200c\u200d]*|./gsu;
/** Marks and joiners that a font may lack: the letter is drawn without. */
const MARK = /[\p{M}\u200c\u200d]/gu;
/** No language puts more marks on a letter. */
const TOO_MANY_MARKS = /(\p{M}{3})\p{M}+/gu;
const LETTER = /[\p{L}\p{N}]/u;
/** Private use is something else in every font. */
const PRIVATE = /\p{Co}/u;

/** Stand for what cannot be drawn: a sign, and a word, which is missed. No text has them: they are gaps. */
const HOLE = '\0';
const LOST_WORD = '\x01';
// biome-ignore lint/suspicious/noControlCharactersInRegex: see above.
const HOLES = / *[\0\x01][ \0\x01]*/g;
/** What no space stands before. */
const CLOSING = /^(?:[,.;:!?…)]|$)/;
const ELLIPSIS = '…';

/**
 * The text in one line and in those characters alone: what a card may hold without a font, or a picture of an emoji,
 * being asked of the network. A word that lacks a letter goes as a whole, and … says so. Long texts are cut.
 *
 * @param characters the code points that can be drawn.
 * @returns null when less than half of its letters can be, or it has none.
 */
export function cardText(text: string, characters: ReadonlySet<number>): string | null {
  let drawn = '';
  let letters = 0;
  let drawnLetters = 0;
  for (const [whole] of oneLine(text).matchAll(WORD_OR_SIGN)) {
    const piece = whole.replace(MARK, (mark) => (characters.has(mark.codePointAt(0) ?? 0) ? mark : ''));
    if (piece === '') continue;
    const can = [...piece].every((sign) => characters.has(sign.codePointAt(0) ?? 0) && !PRIVATE.test(sign));
    const isWord = LETTER.test(piece);
    drawn += can ? piece : isWord ? LOST_WORD : HOLE;
    if (!isWord) continue;
    letters += piece.length;
    if (can) drawnLetters += piece.length;
  }
  if (drawnLetters === 0 || drawnLetters * 2 < letters) return null;
  const missing = characters.has(ELLIPSIS.codePointAt(0) ?? 0) ? ` ${ELLIPSIS}` : '';
  return drawn
    .replace(HOLES, (hole, at: number, whole: string) => {
      const space = CLOSING.test(whole.slice(at + hole.length)) ? '' : ' ';
      return (hole.includes(LOST_WORD) ? missing : '') + space;
    })
    .replace(/ +/g, ' ')
    .trim();
}

function oneLine(text: string): string {
  const start = text.slice(0, MOST_RAW).replace(GAP, ' ').trim().slice(0, MOST);
  return start.normalize('NFC').replace(EMOJI, HOLE).replace(SHAPELESS, '').replace(TOO_MANY_MARKS, '$1');
}
