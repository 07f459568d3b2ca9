import { type Answer, isRunning } from './answer';
import { estimateTokens } from './estimate-tokens';
import type { ComparisonState, RunState } from './state';

/** How much of an answer's text, and of its reasoning, comes with a page or in one piece after it, UTF-16 units. */
export const PIECE = 65_536;

/** How many turns come so far with a page: the newest. Of earlier ones less comes, until a reader opens them. */
export const NEWEST_TURNS = 3;
/** The same of an answer in an earlier turn. Enough for most empty and failed answers to be whole. */
const EARLIER_PIECE = 256;

/** The two texts of an answer that may be too long for a page. */
export const LONG_PARTS = ['text', 'reasoning'] as const;
export type LongPart = (typeof LONG_PARTS)[number];

/** A stretch of an answer's text or reasoning. */
export interface AnswerPiece {
  content: string;
  /** Where the next stretch begins; null at the end. */
  next: number | null;
}

/** @returns how much of that part is not here yet, UTF-16 units. */
export function missingOf(answer: Answer, part: LongPart): number {
  return Math.max(0, (answer.whole?.[part] ?? 0) - answer[part].length);
}

/** @returns about how many tokens that part has as a whole. */
export function estimatedTokensOf(answer: Answer, part: LongPart): number {
  return answer.whole?.tokens[part] ?? estimateTokens(answer[part]);
}

/** @param after from where, in UTF-16 units; past the end there is nothing. @param most how much. */
export function pieceOf(text: string, after: number, most = PIECE): AnswerPiece {
  let end = Math.min(text.length, after + most);
  // A character of two units stays in one piece.
  if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
  return { content: text.slice(after, end), next: end < text.length ? end : null };
}

/** @returns the answer with a further stretch of a part; as it is when the stretch does not begin where the part ends. */
export function withPiece(answer: Answer, part: LongPart, after: number, content: string): Answer {
  if (answer[part].length !== after || content === '') return answer;
  return { ...answer, [part]: answer[part] + content };
}

/**
 * A comparison as a page carries it: a bounded beginning of each answer. Whoever follows a run under way from which
 * something was cut reads it from its first event again, so that nothing is missing in the middle.
 *
 * @param newestTurns of the turns before them less comes, apart from answers that are still written.
 */
export function withBeginnings(state: ComparisonState, newestTurns = Number.POSITIVE_INFINITY): ComparisonState {
  const cutRuns = new Set<string>();
  const beginning = (answer: Answer, longest: number): Answer => {
    const most = isRunning(answer) ? PIECE : longest;
    if (answer.text.length <= most && answer.reasoning.length <= most) return answer;
    cutRuns.add(answer.run);
    return {
      ...answer,
      text: pieceOf(answer.text, 0, most).content,
      reasoning: pieceOf(answer.reasoning, 0, most).content,
      whole: {
        text: answer.text.length,
        reasoning: answer.reasoning.length,
        tokens: { text: estimateTokens(answer.text), reasoning: estimateTokens(answer.reasoning) },
      },
    };
  };
  const turns = state.turns.map((turn, at) => {
    const most = state.turns.length - at <= newestTurns ? PIECE : EARLIER_PIECE;
    const answers = Object.entries(turn.answers).map(([lane, attempts]) => [
      lane,
      attempts.map((answer) => beginning(answer, most)),
    ]);
    return { ...turn, answers: Object.fromEntries(answers) };
  });
  if (cutRuns.size === 0) return state;
  const runs = Object.entries(state.runs).map(([run, known]): [string, RunState] => [
    run,
    cutRuns.has(run) && known.end === null ? { ...known, sequence: 0 } : known,
  ]);
  return { turns, runs: Object.fromEntries(runs) };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
