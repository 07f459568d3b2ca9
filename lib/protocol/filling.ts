import type { Model } from './model';
import type { Settings } from './settings';

/** A seat of a new comparison, filled in: a model that can be asked, or one that was asked for and is gone. */
export type FilledSeat = { settings: Settings } & (
  | { kind: 'model'; model: Model }
  | {
      kind: 'gone';
      /** The id that was asked for. */
      id: string;
      name: string;
      /** What may be asked in its place; null when its vendor has nothing left. */
      successor: Model | null;
    }
);

/** What an address, or the defaults, fill in for a new comparison. It is never asked by itself. */
export interface Filling {
  prompt: string;
  /** Empty for none. */
  system: string;
  seats: readonly FilledSeat[];
  /** Why less is filled in than the address says, in a sentence; null when there is nothing to say. */
  notice: string | null;
}
