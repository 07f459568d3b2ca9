import bidiFactory from 'bidi-js';
import { Buffer, Direction, type Font, shape } from 'harfbuzzjs';
import type { ScriptFonts } from './script-fonts';

/** The page's own font, and those for what it lacks. */
export interface LetterFonts {
  own: Font;
  ownCharacters: ReadonlySet<number>;
  scripts: ScriptFonts;
}

/** px. */
export interface LetterBox {
  size: number;
  width: number;
  /** What does not fit is cut, with an ellipsis. */
  lines: number;
  /** Of CSS. */
  color: string;
}

/** A text drawn as shapes: an SVG document, and its size in px. */
export interface Lettering {
  svg: string;
  width: number;
  height: number;
}

/** Marks above and below letters need more room than Latin does, in sizes. */
const LINE_HEIGHT = 1.36;
/** How far below the top of a line letters stand, in sizes. */
const BASELINE = 1.02;
const ELLIPSIS = '…';
/** What stays with the letter before it. */
const FOLLOWS = /^[\p{M}\u200c\u200d]/u;

const bidi = bidiFactory();
const segments = {
  word: new Intl.Segmenter('und', { granularity: 'word' }),
  letter: new Intl.Segmenter('und', { granularity: 'grapheme' }),
};

/**
 * Draws a text in any script that the fonts have: letters joined and marks placed by HarfBuzz, right-to-left parts
 * turned by the Unicode bidirectional algorithm, lines broken between words. `next/og` can do none of these.
 */
export async function letter(text: string, box: LetterBox, fonts: LetterFonts): Promise<Lettering> {
  const fontOfUnit = await chooseFonts(text, fonts);
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text);
  const fromRight = (paragraphs[0]?.level ?? 0) % 2 === 1;
  const lines = breakLines(text, box, fontOfUnit);
  const paths = lines.map(({ start, end, cut }, index) => {
    const order = bidi.getReorderedIndices(text, { levels, paragraphs }, start, end - 1).slice(start, end);
    const runs = runsOf(order, levels, fontOfUnit).map((run) => shaped(text, run, box.size));
    const dots = cut ? [shapedText(ELLIPSIS, fonts.own, false, box.size)] : [];
    const row = fromRight ? [...dots, ...runs] : [...runs, ...dots];
    const width = row.reduce((sum, { advance }) => sum + advance, 0);
    return place(row, fromRight ? box.width - width : 0, box.size * (index * LINE_HEIGHT + BASELINE));
  });
  const height = Math.ceil(box.size * LINE_HEIGHT * Math.max(1, lines.length));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${box.width}" height="${height}" fill="${box.color}">${paths.join('')}</svg>`;
  return { svg, width: box.width, height };
}

/** The font of each UTF-16 unit: the page's own where it has the letter, so that Latin looks the same on every card. */
async function chooseFonts(text: string, { own, ownCharacters, scripts }: LetterFonts): Promise<Font[]> {
  const chosen: Font[] = [];
  let last = own;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    const file = FOLLOWS.test(sign) || ownCharacters.has(code) ? null : scripts.fileFor(code, text);
    if (file) last = await scripts.open(file);
    else if (!FOLLOWS.test(sign)) last = own;
    for (let unit = 0; unit < sign.length; unit++) chosen.push(last);
  }
  return chosen;
}

interface Line {
  start: number;
  end: number;
  /** More follows than there is room for. */
  cut: boolean;
}

function breakLines(text: string, { size, width, lines: most }: LetterBox, fontOfUnit: readonly Font[]): Line[] {
  const advanceOf = (from: number, to: number) => advance(text, from, to, fontOfUnit, size);
  const lines: Line[] = [];
  let start = 0;
  let used = 0;
  for (const word of wordsOf(text, (from, to) => advanceOf(from, to) <= width)) {
    const isLast = lines.length === most - 1;
    if (used > 0 && used + advanceOf(word.start, word.end) > (isLast ? width - size : width)) {
      lines.push({ start, end: word.start, cut: isLast });
      if (isLast) return lines;
      start = word.start;
      used = 0;
    }
    used += advanceOf(word.start, word.next);
  }
  lines.push({ start, end: text.length, cut: false });
  return lines;
}

/** What stays on one line: to `end` without the white space that follows it, which may hang over; the next begins at `next`. */
interface Word {
  start: number;
  end: number;
  next: number;
}

/** Words with the signs that open and close them. One that fits on no line is taken apart. */
function wordsOf(text: string, fits: (from: number, to: number) => boolean): Word[] {
  const starts: number[] = [];
  let opening = false;
  for (const { segment, index } of segments.word.segment(text)) {
    const opens = /^[\p{Ps}\p{Pi}]/u.test(segment);
    if ((opens || /[\p{L}\p{N}]/u.test(segment)) && !opening) starts.push(index);
    opening = opens || (opening && !/[\p{L}\p{N}]/u.test(segment));
  }
  const begins = [...new Set([0, ...starts])];
  return begins.flatMap((start, at) => {
    const next = begins[at + 1] ?? text.length;
    const end = start + text.slice(start, next).trimEnd().length;
    if (fits(start, end)) return [{ start, end, next }];
    const letters = [...segments.letter.segment(text.slice(start, next))];
    return letters.map(({ segment, index }) => {
      const from = start + index;
      return { start: from, end: from + segment.length, next: from + segment.length };
    });
  });
}

/** Units that are seen one after another, in one font and one direction; from `start` to before `end`. */
interface Run {
  start: number;
  end: number;
  font: Font;
  fromRight: boolean;
}

function runsOf(order: readonly number[], levels: Uint8Array, fontOfUnit: readonly Font[]): Run[] {
  const runs: Run[] = [];
  for (const unit of order) {
    const font = fontOfUnit[unit];
    const fromRight = (levels[unit] ?? 0) % 2 === 1;
    const last = runs.at(-1);
    if (!font) continue;
    const joins = last?.font === font && last.fromRight === fromRight;
    if (joins && !fromRight && last.end === unit) last.end += 1;
    else if (joins && fromRight && last.start === unit + 1) last.start -= 1;
    else runs.push({ start: unit, end: unit + 1, font, fromRight });
  }
  return runs;
}

interface Shaped {
  /** SVG paths with their places, from the run's left end. */
  glyphs: readonly { path: string; x: number; y: number }[];
  /** px. */
  advance: number;
  scale: number;
}

function shaped(text: string, { start, end, font, fromRight }: Run, size: number): Shaped {
  return shapedText(text.slice(start, end), font, fromRight, size);
}

function shapedText(text: string, font: Font, fromRight: boolean, size: number): Shaped {
  const buffer = new Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setDirection(fromRight ? Direction.RTL : Direction.LTR);
  shape(font, buffer);
  const scale = size / font.face.upem;
  let advance = 0;
  const glyphs = buffer.getGlyphInfosAndPositions().map(({ codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 }) => {
    const x = advance + xOffset * scale;
    advance += xAdvance * scale;
    return { path: codepoint === 0 ? '' : font.glyphToPath(codepoint), x, y: yOffset * scale };
  });
  return { glyphs, advance, scale };
}

function advance(text: string, start: number, end: number, fontOfUnit: readonly Font[], size: number): number {
  const order = Array.from({ length: end - start }, (_, index) => start + index);
  return runsOf(order, new Uint8Array(text.length), fontOfUnit).reduce(
    (sum, run) => sum + shaped(text, run, size).advance,
    0,
  );
}

function place(row: readonly Shaped[], left: number, baseline: number): string {
  let x = left;
  return row
    .map(({ glyphs, advance, scale }) => {
      const from = x;
      x += advance;
      return glyphs
        .filter(({ path }) => path !== '')
        .map(
          (glyph) =>
            `<path transform="translate(${round(from + glyph.x)} ${round(baseline - glyph.y)}) scale(${scale} ${-scale})" d="${glyph.path}"/>`,
        )
        .join('');
    })
    .join('');
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}
