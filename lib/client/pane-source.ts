import type { StoreApi } from 'zustand/vanilla';
import type { AnswerRest } from './answer-rest';
import type { ReplayState } from './replay-player';
import type { WorkspaceState } from './workspace-state';

/** A comparison as panes and track draw it, live, kept or replayed. */
export interface PaneSource {
  readonly store: StoreApi<WorkspaceState>;
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
