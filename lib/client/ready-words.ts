import type { PaneState } from './pane-state';

/** "2 of 3 ready." while answers come whose names are hidden; null where that is not known, and once all have ended. */
export function readyWords({ answers, ready }: Pick<PaneState, 'answers' | 'ready'>): string | null {
  const running = Object.values(answers.runs).find(({ end }) => end === null);
  const known = running && ready[running.run];
  return known ? `${known.ready} of ${known.lanes} ready.` : null;
}
