import type { Lane } from '@/lib/protocol/lane';
import { type Answer, isRunning, type RunningPhase, type WholeAnswer } from './answer';
import type { LongPart } from './beginning';
import type { ComparisonState, TurnState } from './state';
import { turnOf, withTurn } from './turns';

/**
 * A comparison as it was when the lanes of a turn had run for so long, made from its end: the marks say what had come
 * by then. It is what the fold of the events with `at` up to that moment gives, but for the runs, which stay as they
 * ended. Lanes that are the same as in `before` keep its references.
 *
 * @param ms since the runs of that turn began; each answer goes by its own run.
 * @param before the comparison at another moment of the same replay.
 */
export function replayAt(end: ComparisonState, turn: number, ms: number, before: ComparisonState): ComparisonState {
  const last = turnOf(end.turns, turn);
  const known = turnOf(before.turns, turn);
  if (!last || !known) return end;
  const next = turnAt(last, ms, known);
  return next === known ? before : { ...end, turns: withTurn(end.turns, next) };
}

/** How long the replay of a turn takes at its real pace, ms: until the last of its lanes has ended. */
export function replayLength({ turns }: ComparisonState, turn: number): number {
  const answers = Object.values(turnOf(turns, turn)?.answers ?? {}).flat();
  return Math.max(0, ...answers.map((answer) => (isRunning(answer) ? 0 : answer.endedAt)));
}

function turnAt(end: TurnState, ms: number, before: TurnState): TurnState {
  const lanes = Object.keys(end.answers) as Lane[];
  let same = true;
  const answers = lanes.map((lane) => {
    const known = before.answers[lane] ?? [];
    const now = (end.answers[lane] ?? []).map((answer, index) => answerAt(answer, ms, known[index]));
    if (now.every((answer, index) => answer === known[index])) return [lane, known];
    same = false;
    return [lane, now];
  });
  return same ? before : { ...end, answers: Object.fromEntries(answers) };
}

function answerAt(end: Answer, ms: number, before: Answer | undefined): Answer {
  if (isRunning(end) || ms >= end.endedAt) return end;
  const thought = piecesBy(end.reasoningMarks, ms);
  const written = piecesBy(end.textMarks, ms);
  const notes = end.notes.filter(({ at }) => at <= ms);
  const tries = end.tries.filter(({ at }) => at <= ms);
  const queuedAt = end.queuedAt !== null && end.queuedAt <= ms ? end.queuedAt : null;
  const queue = queueBy(end.queue, ms);
  if (
    before !== undefined &&
    isRunning(before) &&
    // A long answer may have got a further piece since.
    end.whole === undefined &&
    before.reasoningMarks.length === thought * 2 &&
    before.textMarks.length === written * 2 &&
    before.notes.length === notes.length &&
    before.tries.length === tries.length &&
    before.queuedAt === queuedAt &&
    before.queue?.from === queue?.from &&
    before.queue?.to === queue?.to
  ) {
    return before;
  }
  const { lane, model, turn, run, attempt, startedAt, timestamp } = end;
  const reasoningMarks = end.reasoningMarks.slice(0, thought * 2);
  const textMarks = end.textMarks.slice(0, written * 2);
  const units = { text: unitsOf(textMarks), reasoning: unitsOf(reasoningMarks) };
  return {
    phase: phaseAfter(thought, written),
    lane,
    model,
    turn,
    run,
    attempt,
    startedAt,
    timestamp,
    queuedAt,
    queue,
    tries,
    reasoning: end.reasoning.slice(0, units.reasoning),
    text: end.text.slice(0, units.text),
    reasoningMarks,
    textMarks,
    notes,
    ...(end.whole && { whole: wholeBy(end.whole, units) }),
  };
}

function queueBy(queue: Answer['queue'], ms: number): Answer['queue'] {
  if (queue === null || queue.from > ms) return null;
  return queue.to === null || queue.to <= ms ? queue : { ...queue, to: null };
}

/** What a long answer was as a whole by then; its tokens are told by its length. */
function wholeBy(whole: WholeAnswer, units: Record<LongPart, number>): WholeAnswer {
  const tokens = (part: LongPart) => Math.round((whole.tokens[part] * units[part]) / Math.max(1, whole[part]));
  return { ...units, tokens: { text: tokens('text'), reasoning: tokens('reasoning') } };
}

function phaseAfter(thought: number, written: number): RunningPhase {
  return written > 0 ? 'writing' : thought > 0 ? 'thinking' : 'waiting';
}

/** How many pieces had come by then. Marks rise, and there may be tens of thousands: it halves its way to the place. */
function piecesBy(marks: readonly number[], ms: number): number {
  let from = 0;
  let to = marks.length / 2;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((marks[middle * 2] ?? 0) <= ms) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** How much text these marks stand for, UTF-16 units: pieces, and so the moments between them, may part a pair. */
function unitsOf(marks: readonly number[]): number {
  let units = 0;
  for (let index = 1; index < marks.length; index += 2) units += marks[index] ?? 0;
  return units;
}
