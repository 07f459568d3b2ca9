import { VISIBLE } from '../protocol/text';
import type { Answer } from './answer';

/** When what a lane said began and ended, ms since its run began; null where nothing of that kind has come. */
export interface Moments {
  firstReasoning: number | null;
  lastReasoning: number | null;
  firstText: number | null;
  lastText: number | null;
  /** Reasoning or text, whichever came first. */
  firstOutput: number | null;
  lastOutput: number | null;
  /** How long the text was when it first had a visible character, UTF-16 units. */
  firstUnits: number;
  /** The text's marks from that piece on. */
  textMarks: readonly number[];
}

/** @returns when the lane last gave a sign of life: it began, was called, was queued, is tried again, thought or wrote; ms since its run began. */
export function lastSign({ startedAt, queuedAt, queue, tries, reasoningMarks, textMarks }: Answer): number {
  return Math.max(
    startedAt,
    queuedAt ?? 0,
    queue?.to ?? 0,
    ...tries.map(({ at, delayMs }) => at + delayMs),
    reasoningMarks.at(-2) ?? 0,
    textMarks.at(-2) ?? 0,
  );
}

type Said = Pick<Answer, 'text' | 'textMarks' | 'reasoning' | 'reasoningMarks'>;

/** White space alone says nothing: text begins with its first visible character, and so does reasoning. */
export function momentsOf({ text, textMarks, reasoning, reasoningMarks }: Said): Moments {
  const spoken = fromFirstVisible(text, textMarks);
  const thought = fromFirstVisible(reasoning, reasoningMarks);
  const firstReasoning = thought.marks[0] ?? null;
  const firstText = spoken.marks[0] ?? null;
  const lastText = spoken.marks.at(-2) ?? null;
  const lastReasoning = thought.marks.at(-2) ?? null;
  return {
    firstReasoning,
    lastReasoning,
    firstText,
    lastText,
    firstOutput: ofKnown(Math.min, firstReasoning, firstText),
    lastOutput: ofKnown(Math.max, lastReasoning, lastText),
    firstUnits: spoken.units,
    textMarks: spoken.marks,
  };
}

function ofKnown(choose: (left: number, right: number) => number, left: number | null, right: number | null) {
  return left === null || right === null ? (left ?? right) : choose(left, right);
}

/** Copies nothing where the first piece is visible, as it nearly always is. */
function fromFirstVisible(content: string, marks: readonly number[]): { units: number; marks: readonly number[] } {
  const visible = content.search(VISIBLE);
  let units = 0;
  if (visible < 0) return { units, marks: [] };
  for (let index = 0; index < marks.length; index += 2) {
    units += marks[index + 1] ?? 0;
    if (units > visible) return { units, marks: index === 0 ? marks : marks.slice(index) };
  }
  return { units, marks: [] };
}
