import type { Lane } from '@/lib/protocol/lane';
import type { Model } from '@/lib/protocol/model';
import type { Settings } from '@/lib/protocol/settings';

/** A model chosen for a comparison that is not asked yet. */
export interface DraftLane {
  /** Tells two seats of the same model apart; has no other meaning. */
  key: number;
  model: Model;
  settings: Settings;
}

/** What the visitor has written and chosen and not asked yet. */
export interface Draft {
  prompt: string;
  system: string;
  /** For a new comparison. */
  lanes: readonly DraftLane[];
  /** For a follow-up: the lanes that are not to be asked. */
  leftOut: readonly Lane[];
}

let made = 0;

export function draftLane(model: Model, settings: Settings = {}): DraftLane {
  made += 1;
  return { key: made, model, settings };
}
