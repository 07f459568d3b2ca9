import type { Lane } from '@/lib/protocol/lane';
import { type Answer, isRunning } from './answer';
import { type Digits, EXACT, FIGURES, SHORT } from './figure-table';
import type { Figures } from './figures';

/** Who is the best of a turn at something, several where they tie; nobody where `lanes` is empty. */
export interface Best {
  lanes: readonly Lane[];
  /** The figure that they have in common, as it is shown. */
  text: string;
}

/** Who was first, fastest and cheapest, and who wrote most. */
export interface Bests {
  firstWord: Best;
  writingSpeed: Best;
  cost: Best;
  tokens: Best;
}

interface LaneFigures {
  answer: Answer;
  figures: Figures;
}

/**
 * The one rule of who is best: lanes that are done and have a word compete, by the figure as it is shown, so those that
 * show the same tie. Nobody is best while fewer than two compete, nor where all show the same, nor at the first word
 * while a lane is under way that had one as early. A lane that was queued was asked later, and cannot be the first to speak.
 */
export function bestsOf(lanes: readonly LaneFigures[]): Bests {
  const done = lanes.filter(competes);
  const running = lanes.filter(({ answer }) => isRunning(answer) && answer.queue === null);
  const atOnce = done.filter(({ answer }) => answer.queue === null);
  const firstWord = leastOf(atOnce, 'firstWord', ({ firstWord }) => firstWord);
  const asEarly = leastOf([...atOnce, ...running], 'firstWord', ({ firstWord }) => firstWord);
  return {
    firstWord: asEarly.lanes.every((lane) => firstWord.lanes.includes(lane)) ? firstWord : NOBODY,
    writingSpeed: leastOf(done, 'writingSpeed', ({ writingSpeed }) => writingSpeed && -writingSpeed.perSecond),
    cost: leastOf(done, 'cost', ({ cost }) => cost?.usd ?? null),
    tokens: leastOf(done, 'tokens', ({ tokens }) => -tokens.output, EXACT),
  };
}

const NOBODY: Best = { lanes: [], text: '' };

/** Whether an answer can be the best of its turn at something. */
export function competes({ answer, figures }: LaneFigures): boolean {
  return answer.phase === 'done' && figures.firstWord !== null;
}

/** @param rankOf what is the better the less it is; null where it is not known. */
function leastOf(
  lanes: readonly LaneFigures[],
  figure: keyof Bests,
  rankOf: (figures: Figures) => number | null,
  digits: Digits = SHORT,
): Best {
  const { best, text } = bestBy(
    lanes,
    ({ figures }) => rankOf(figures),
    ({ figures }) => FIGURES[figure].text(figures, digits),
  );
  return { lanes: best.map(({ answer }) => answer.lane), text };
}

/**
 * The best by a figure, as it is shown: several where they show the same, nobody where all do.
 *
 * @param rankOf what is the better the less it is; null where it is not known.
 * @returns the best, and the figure that they have in common; '' where nobody is.
 */
export function bestBy<Row>(
  rows: readonly Row[],
  rankOf: (row: Row) => number | null,
  textOf: (row: Row) => string,
): { best: readonly Row[]; text: string } {
  const known = rows.flatMap((row) => {
    const value = rankOf(row);
    return value === null ? [] : [{ row, value, text: textOf(row) }];
  });
  const least = Math.min(...known.map(({ value }) => value));
  const bestText = plain(known.find(({ value }) => value === least)?.text ?? '');
  const best = known.filter(({ text }) => plain(text) === bestText);
  if (best.length === known.length) return { best: [], text: '' };
  return { best: best.map(({ row }) => row), text: best.find(({ text }) => text !== bestText)?.text ?? bestText };
}

/** Whether a figure is an estimate decides nothing. */
function plain(text: string): string {
  return text.replace('≈', '');
}
