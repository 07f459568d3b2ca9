import type { Model } from './model';
import type { Settings } from './settings';

/** A lane of a prefill: a model that can be asked, or a retired one. */
export type PrefillLane = { settings: Settings } & (
  | { kind: 'model'; model: Model }
  | {
      kind: 'retired';
      /** The id in the address. */
      id: string;
      name: string;
      /** A model that may replace it; null when its vendor has none left. */
      successor: Model | null;
    }
);

/** Fills in a new comparison, from an address or the defaults. It is never asked by itself. */
export interface Prefill {
  prompt: string;
  /** Empty for none. */
  system: string;
  lanes: readonly PrefillLane[];
  /** A sentence that says why less is filled in than the address names; null when there is nothing to say. */
  notice: string | null;
}
