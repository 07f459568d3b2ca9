import { type Answer, isRunning } from './answer';

export interface LanesSum {
  /** ms from the first start to the last end, or to now while a lane runs. */
  together: number;
  /** ms over all lanes from start to end, however they ended. */
  oneAfterAnother: number;
  /** Their ratio; 1 when nothing took time. */
  speedup: number;
}

/**
 * What asking at once saved. Lanes that are asked again later run by a clock of their own; their time counts from
 * their own start.
 *
 * @param now ms since the run began, for the lanes that have not ended.
 */
export function sumOfLanes(answers: readonly Answer[], now: number): LanesSum {
  return sumOfSpans(
    answers.map((answer) => ({ start: answer.startedAt, end: isRunning(answer) ? now : answer.endedAt })),
  );
}

/** The same of bare spans, ms on one clock. */
export function sumOfSpans(spans: readonly { start: number; end: number }[]): LanesSum {
  if (spans.length === 0) return { together: 0, oneAfterAnother: 0, speedup: 1 };
  const first = Math.min(...spans.map((span) => span.start));
  const last = Math.max(...spans.map((span) => span.end));
  const together = Math.max(0, last - first);
  const oneAfterAnother = spans.reduce((sum, span) => sum + Math.max(0, span.end - span.start), 0);
  return { together, oneAfterAnother, speedup: together === 0 ? 1 : oneAfterAnother / together };
}
