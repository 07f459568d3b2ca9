import type { Failure } from '@/lib/protocol/failure';
import { type Answer, calledAt, isRunning } from './answer';
import { momentsOf } from './moments';

/** A part of a lane's row, ms since the run began. `to` is null where it reaches to now. */
export interface Span {
  from: number;
  to: number | null;
}

/** One lane's row of the track, drawn from when pieces really came. It does not change while nothing comes. */
export interface TrackRow {
  /** Until its source was free. */
  queue: Span | null;
  wait: Span;
  think: Span | null;
  /** Stretches of writing: gaps between them are gaps in what came. */
  writing: readonly { from: number; to: number }[];
  /** Automatic further tries, at the moment at which the one before failed. */
  tries: readonly { at: number; try: number; failure: Failure }[];
  /** The end of the lane; null while it runs. */
  end: number | null;
}

/** @param grain the finest that can be seen, ms: pieces closer than this are drawn as one stretch. */
export function trackRowOf(answer: Answer, grain: number): TrackRow {
  const { tries, queue } = answer;
  const { firstReasoning, firstText, firstOutput, textMarks } = momentsOf(answer);
  const end = isRunning(answer) ? null : answer.endedAt;
  const thought = firstReasoning !== null && firstReasoning <= (firstText ?? firstReasoning);
  return {
    queue: queue && { from: queue.from, to: queue.to ?? end },
    wait: waitOf(answer, firstOutput ?? end),
    think: thought ? { from: firstReasoning, to: firstText ?? end } : null,
    writing: stretchesOf(textMarks, grain),
    tries: tries.map(({ at, try: nth, failure }) => ({ at, try: nth, failure })),
    end,
  };
}

/** A lane that is in the queue does not wait for its model yet. */
function waitOf(answer: Answer, to: number | null): Span {
  const { queue } = answer;
  if (queue?.to === null) return { from: queue.from, to: queue.from };
  return { from: calledAt(answer), to };
}

/** Joins marks into stretches of whole grains; a gap of a single grain is no gap that anybody could see. */
function stretchesOf(marks: readonly number[], grain: number): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  let open: { from: number; to: number } | null = null;
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

/** The shortest time scale, ms: the first second of a run is not blown up to the whole width. */
const SHORTEST_SCALE_MS = 3000;

/** The length of the time scale that shows so many ms, ms. It grows as time does, never in steps. */
export function trackScale(edge: number): number {
  return Math.max(SHORTEST_SCALE_MS, edge * 1.04);
}

/** A row is cut into as many pieces as this, at most half as many again: about two pixels each on a wide screen. */
const GRAINS = 400;

/** The finest that is drawn at that scale, ms: a power of two, so that it seldom changes as the scale grows. */
export function grainOf(scale: number): number {
  return 2 ** Math.round(Math.log2(scale / GRAINS));
}

/** Nearer to its aim than this part of it, the scale is there. */
const NEAR = 0.002;

/** In so many ms a scale comes nearer to its aim by 22 of 100 parts. */
const EASED_MS = 1000 / 60;

/** A scale's move towards its aim in so many ms, so that another turn or a late correction is no jump. */
export function easedScale(scale: number, aim: number, ms: number): number {
  const next = scale + (aim - scale) * (1 - 0.78 ** (ms / EASED_MS));
  return Math.abs(next - aim) < aim * NEAR ? aim : next;
}
