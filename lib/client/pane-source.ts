import type { StoreApi } from 'zustand/vanilla';
import type { AnswerRest } from './answer-rest';
import type { PaneState } from './pane-state';
import type { ReplayState } from './replay-player';

/** The comparison that panes and track draw: live, ended or replayed. */
export interface PaneSource {
  readonly store: StoreApi<PaneState>;
  readonly clocks: {
    /** @returns ms since that run began. */
    elapsed(run: string): number;
    /** Whether that clock stands still, since the run's reading is interrupted. */
    stands(run: string): boolean;
  };
  readonly rest: AnswerRest;
  /** Reads the runs again whose reading the server has refused. */
  reconnect(): void;
  /** The least length of the track, ms: where the end is known, the track does not grow. */
  leastEdge?(): number;
  /** It sets the clocks while it plays or pauses. */
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
