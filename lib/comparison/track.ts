import { type Answer, isRunning } from './answer';
import { figuresOf } from './figures';

/** A part of a lane's row, ms since the run began. */
export interface Span {
  from: number;
  to: number;
}

/** One lane's row of the track, drawn from when pieces really came. */
export interface TrackRow {
  wait: Span;
  think: Span | null;
  /** Stretches of writing: gaps between them are gaps in what came. */
  writing: readonly Span[];
  /** The end of the lane; null while it runs. */
  end: number | null;
  /** As far as the row reaches. */
  edge: number;
}

/**
 * @param now ms since the run began, for a lane that runs.
 * @param grain the finest that can be seen, ms: pieces closer than this are drawn as one stretch.
 */
export function trackRowOf(answer: Answer, now: number, grain: number): TrackRow {
  const { startedAt, reasoningMarks, textMarks } = answer;
  const end = isRunning(answer) ? null : answer.endedAt;
  const edge = end ?? Math.max(now, startedAt);
  const firstReasoning = reasoningMarks[0] ?? null;
  const firstText = textMarks[0] ?? null;
  const firstOutput = Math.min(firstReasoning ?? edge, firstText ?? edge);
  return {
    wait: { from: startedAt, to: firstOutput },
    think: firstReasoning === null ? null : { from: firstReasoning, to: firstText ?? edge },
    writing: stretchesOf(textMarks, grain),
    end,
    edge,
  };
}

/** Joins marks into stretches of whole grains; a gap of a single grain is no gap that anybody could see. */
function stretchesOf(marks: readonly number[], grain: number): Span[] {
  const stretches: Span[] = [];
  let open: Span | null = null;
  for (let index = 0; index < marks.length; index += 2) {
    const from = Math.floor((marks[index] ?? 0) / grain) * grain;
    if (open && from <= open.to + grain) open.to = Math.max(open.to, from + grain);
    else {
      open = { from, to: from + grain };
      stretches.push(open);
    }
  }
  return stretches;
}

/** The length of the time scale that shows so many ms, ms: some room is left after the end for its label. */
export function trackScale(edge: number): number {
  return Math.max(3000, edge * 1.22);
}

export interface Firsts {
  /** Lanes with the shortest time to their first text, several when they tie. */
  first: readonly Answer[];
  cheapest: readonly Answer[];
}

/** Who was first and who cost least, among those that have an answer. */
export function firstsOf(answers: readonly { answer: Answer; cost: number | null }[]): Firsts {
  const answered = answers.filter(({ answer }) => answer.text !== '');
  return {
    first: lowest(answered, ({ answer }) => figuresOf(answer, null).firstToken),
    cheapest: lowest(answered, ({ cost }) => cost),
  };
}

function lowest<T extends { answer: Answer }>(items: readonly T[], value: (item: T) => number | null): Answer[] {
  const known = items.flatMap((item) => {
    const of = value(item);
    return of === null ? [] : [{ answer: item.answer, of }];
  });
  const least = Math.min(...known.map(({ of }) => of));
  return known.filter(({ of }) => of === least).map(({ answer }) => answer);
}
