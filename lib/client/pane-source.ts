import type { StoreApi } from 'zustand/vanilla';
import type { AnswerRest } from './answer-rest';
import type { PaneState } from './pane-state';
import type { ReplayState } from './replay-player';

/** A comparison as panes and track draw it, live, kept or replayed. */
export interface PaneSource {
  readonly store: StoreApi<PaneState>;
  readonly clocks: {
    /** @returns ms since that run began. */
    elapsed(run: string): number;
    /** Whether that clock stands still, since nothing is heard of the run. */
    stands(run: string): boolean;
  };
  readonly rest: AnswerRest;
  /** How many ms the track shows at least: where the end is known, it does not grow towards it. */
  leastEdge?(): number;
  /** What sets the clocks where they do not go by themselves, unless it has ended. */
  readonly replay?: StoreApi<ReplayState>;
}

/**
 * @returns whether nothing moves until the state changes: a paused replay, or runs under way that are all out of reach.
 */
export function clocksStand({ replay, store, clocks }: PaneSource): boolean {
  if (replay?.getState().phase === 'paused') return true;
  const underWay = Object.values(store.getState().answers.runs).filter(({ end }) => end === null);
  return underWay.length > 0 && underWay.every(({ run }) => clocks.stands(run));
}
