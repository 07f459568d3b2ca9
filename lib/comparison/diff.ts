import { diffArrays, diffWordsWithSpace } from 'diff';

/** A stretch of a text, and whether only that text has it. */
export interface DiffPart {
  text: string;
  differs: boolean;
}

/** Lines that both texts have, or what stands in their place in each. */
export interface DiffBlock {
  same: boolean;
  left: readonly DiffLine[];
  right: readonly DiffLine[];
}

export interface DiffLine {
  parts: readonly DiffPart[];
  /** It stands in a code block. */
  code: boolean;
}

export type DiffGrain = 'word' | 'line';

/**
 * The most edits that are looked for between the lines of two texts, and between the words of lines that differ. The time
 * grows with their square, to some 0.2 s here; where there are more, the lines differ as a whole.
 */
const MOST_LINE_EDITS = 2000;
const MOST_WORD_EDITS = 1500;

/**
 * What differs between two texts, line by line, and in lines that differ word by word. Its time is bounded for each block
 * of lines that differ; texts that have nothing in common become one such block.
 *
 * @param grain `line` leaves the words of lines alone.
 */
export function diffTexts(left: string, right: string, grain: DiffGrain = 'word'): DiffBlock[] {
  const leftLines = linesOf(left);
  const rightLines = linesOf(right);
  const changes = diffArrays(leftLines.texts, rightLines.texts, { maxEditLength: MOST_LINE_EDITS }) ?? [
    { value: leftLines.texts, removed: true, added: false },
    { value: rightLines.texts, removed: false, added: true },
  ];
  const blocks: { same: boolean; left: string[]; right: string[] }[] = [];
  for (const { value, removed, added } of changes) {
    const same = !removed && !added;
    let block = blocks.at(-1);
    if (!block || block.same || same) {
      block = { same, left: [], right: [] };
      blocks.push(block);
    }
    if (!added) block.left.push(...value);
    if (!removed) block.right.push(...value);
  }
  let leftAt = 0;
  let rightAt = 0;
  return blocks.map((block) => {
    const [leftParts, rightParts] = partsOf(block, grain);
    const drawn = {
      same: block.same,
      left: leftParts.map((parts, index) => ({ parts, code: leftLines.code[leftAt + index] ?? false })),
      right: rightParts.map((parts, index) => ({ parts, code: rightLines.code[rightAt + index] ?? false })),
    };
    leftAt += block.left.length;
    rightAt += block.right.length;
    return drawn;
  });
}

type Parts = readonly DiffPart[];

function partsOf(block: { same: boolean; left: string[]; right: string[] }, grain: DiffGrain): [Parts[], Parts[]] {
  const whole = (lines: string[]) => lines.map((text) => [{ text, differs: !block.same }]);
  if (block.same || grain === 'line' || block.left.length === 0 || block.right.length === 0)
    return [whole(block.left), whole(block.right)];
  const stretches = wordStretches(block.left.join('\n'), block.right.join('\n'));
  if (!stretches) return [whole(block.left), whole(block.right)];
  const side = (own: 'left' | 'right') =>
    inLines(stretches.map((stretch) => ({ text: stretch[own], differs: !stretch.same })));
  return [side('left'), side('right')];
}

/** What both texts have, or what stands in its place in each. */
interface Stretch {
  same: boolean;
  left: string;
  right: string;
}

/** @returns null where the texts have too little in common. */
function wordStretches(left: string, right: string): Stretch[] | null {
  const intlSegmenter = new Intl.Segmenter('en', { granularity: 'word' });
  const changes = diffWordsWithSpace(left, right, { maxEditLength: MOST_WORD_EDITS, intlSegmenter });
  if (!changes) return null;
  const stretches: Stretch[] = [];
  for (const { value, added, removed } of changes) {
    const same = !added && !removed;
    const last = stretches.at(-1);
    const stretch = last && !last.same && !same ? last : { same, left: '', right: '' };
    if (stretch !== last) stretches.push(stretch);
    if (!added) stretch.left += value;
    if (!removed) stretch.right += value;
  }
  return withoutChance(stretches);
}

/** "the" between two sentences that have nothing in common says nothing: what is shorter than both differs with them. */
function withoutChance(stretches: readonly Stretch[]): Stretch[] {
  const kept: Stretch[] = [];
  for (const stretch of stretches) {
    kept.push({ ...stretch });
    for (;;) {
      const [before, same, after] = kept.slice(-3);
      if (!before || !same?.same || !after || before.same || after.same) break;
      if (same.left.trim().length > Math.min(lengthOf(before), lengthOf(after))) break;
      kept.splice(-3, 3, {
        same: false,
        left: before.left + same.left + after.left,
        right: before.right + same.right + after.right,
      });
    }
  }
  return kept;
}

function lengthOf({ left, right }: Stretch): number {
  return Math.max(left.length, right.length);
}

/** @returns the parts of each line. */
function inLines(parts: Parts): Parts[] {
  const lines: DiffPart[][] = [[]];
  for (const { text, differs } of parts) {
    for (const [index, stretch] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (stretch !== '') lines.at(-1)?.push({ text: stretch, differs });
    }
  }
  return lines;
}

/** The lines of a text, and which of them stand in a code block; its fences do, too. */
function linesOf(text: string): { texts: string[]; code: boolean[] } {
  const texts = text === '' ? [] : text.split(/\r\n?|\n/);
  let fence: string | null = null;
  const code = texts.map((line) => {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null) {
      fence = mark ?? null;
      return mark !== undefined;
    }
    if (mark?.startsWith(fence) && line.trim() === mark) fence = null;
    return true;
  });
  return { texts, code };
}

/** Nothing was asked for that differs. */
export function isSame(blocks: readonly DiffBlock[]): boolean {
  return blocks.every(({ same }) => same);
}
