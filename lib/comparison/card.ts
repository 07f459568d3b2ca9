import { type ComparisonRecord, promptText, type TurnRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { type Answer, isRunning } from './answer';
import { cardText } from './card-text';
import { withoutCodeMarks } from './code-marks';
import { hidesNames } from './hides-names';
import { listLanes } from './lanes';
import { type ComparisonState, selectAnswer } from './state';
import { type LanesSum, sumOfLanes } from './sum-of-lanes';
import { trackRowOf, trackScale } from './track';

/** A row is cut into as many pieces as this: a card is mostly seen half as large, and nobody looks into it closely. */
const GRAINS = 100;

/** A stretch of a row, as parts of its whole width. */
export interface CardSpan {
  kind: 'wait' | 'think' | 'write';
  from: number;
  to: number;
}

export interface CardLane {
  lane: Lane;
  name: string;
  spans: readonly CardSpan[];
}

/** The picture of a shared comparison where a link to it is shown: its first turn, in words that can be drawn. */
export interface Card {
  headline: string;
  lanes: readonly CardLane[];
  /** The names are hidden: the lanes have letters and no spans. */
  isBlind: boolean;
  /** null where fewer than two lanes are done, or while one runs. */
  sum: LanesSum | null;
}

export interface CardSource {
  record: ComparisonRecord;
  state: ComparisonState;
  /** How old each run under way is, ms. */
  elapsed: Readonly<Record<string, number>>;
}

/**
 * @param characters the code points that the card's own font has.
 * @param headlineCharacters those that a headline may have, which is drawn in fonts of other scripts too.
 */
export function cardOf(
  { record, state, elapsed }: CardSource,
  characters: ReadonlySet<number>,
  headlineCharacters = characters,
): Card {
  const turn = record.turns[0];
  const lanes = listLanes({ turns: record.turns.slice(0, 1) });
  const answers = lanes.map(({ lane }) => turn && selectAnswer(state, turn, lane));
  const known = answers.filter((answer) => answer !== undefined);
  const edge = Math.max(0, ...known.map((answer) => reachOf(answer, elapsed)));
  const sum = sumOfLanes(known);
  const isBlind = hidesNames(record);
  return {
    headline: headlineOf(record, turn, headlineCharacters),
    lanes: lanes.map(({ lane, name, model }, index) => {
      if (isBlind) return { lane, name: `Answer ${lane}`, spans: [] };
      const answer = answers[index];
      const spans = answer ? spansOf(answer, reachOf(answer, elapsed), trackScale(edge)) : [];
      return { lane, name: cardText(name, characters) ?? cardText(model, characters) ?? '', spans };
    }),
    isBlind,
    // Without names there are no times.
    sum: sum.counted > 1 && !known.some(isRunning) && !isBlind ? sum : null,
  };
}

function headlineOf(record: ComparisonRecord, turn: TurnRecord | undefined, characters: ReadonlySet<number>) {
  const { title } = record;
  const prompt = withoutCodeMarks(turn ? promptText(turn) : '');
  const words = cardText(title ?? '', characters) ?? cardText(prompt, characters);
  if (words !== null) return words;
  const script = scriptOf(title || prompt);
  const { length } = listLanes(record);
  return `${length} ${length === 1 ? 'model' : 'models'}, one prompt${script ? ` in ${script}` : ''}`;
}

/** Scripts in their English names where these are those of Unicode; a card says at least which one it cannot draw. */
const SCRIPTS = [
  ...['Arabic', 'Armenian', 'Bengali', 'Cherokee', 'Ethiopic', 'Georgian', 'Gujarati', 'Gurmukhi', 'Hebrew', 'Kannada'],
  ...['Khmer', 'Lao', 'Malayalam', 'Mongolian', 'Myanmar', 'Oriya', 'Sinhala', 'Tamil', 'Telugu', 'Thai', 'Tibetan'],
];

/** @returns the script in which most letters of a text's beginning are, of those above; null for none. */
function scriptOf(text: string): string | null {
  const letters = text.slice(0, 400).match(/\p{L}/gu) ?? [];
  const isMost = (script: string) => {
    const own = new RegExp(`\\p{Script=${script}}`, 'u');
    return letters.filter((letter) => own.test(letter)).length * 2 > letters.length;
  };
  return SCRIPTS.find(isMost) ?? null;
}

/** How far an answer has come, ms since its run began. A run of another process is as old as its last piece. */
function reachOf(answer: Answer, elapsed: CardSource['elapsed']): number {
  if (!isRunning(answer)) return answer.endedAt;
  const last = Math.max(answer.startedAt, answer.reasoningMarks.at(-2) ?? 0, answer.textMarks.at(-2) ?? 0);
  return Math.max(last, elapsed[answer.run] ?? 0);
}

function spansOf(answer: Answer, reach: number, scale: number): CardSpan[] {
  const { wait, think, writing } = trackRowOf(answer, scale / GRAINS);
  const span = (kind: CardSpan['kind'], from: number, to: number): CardSpan => ({
    kind,
    from: from / scale,
    to: Math.min(1, Math.max(from, to) / scale),
  });
  return [
    span('wait', wait.from, wait.to ?? reach),
    ...(think ? [span('think', think.from, think.to ?? reach)] : []),
    ...writing.map(({ from, to }) => span('write', from, to)),
  ];
}
