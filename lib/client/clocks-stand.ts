import type { PaneSource } from './pane-source';

/**
 * @returns whether nothing moves until the state changes: a paused replay, or runs under way that are all out of reach.
 */
export function clocksStand({ replay, store, clocks }: PaneSource): boolean {
  if (replay?.getState().phase === 'paused') return true;
  const underWay = Object.values(store.getState().answers.runs).filter(({ end }) => end === null);
  return underWay.length > 0 && underWay.every(({ run }) => clocks.stands(run));
}
