import type { Lane } from '@/lib/protocol/lane';
import type { Model } from '@/lib/protocol/model';
import type { Settings } from '@/lib/protocol/settings';
import { nothingWritten, readSettings, type WrittenSettings, writtenSettings } from './written-settings';

/** A model chosen for a comparison that is not asked yet. */
export interface DraftLane {
  /** Tells two seats of the same model apart; has no other meaning. */
  key: string;
  model: Model;
  /** What was written for this lane alone; null while it follows the settings of all. */
  own: WrittenSettings | null;
}

/** A model that the address asked for and that is gone. It is never asked; what may be instead is offered. */
export interface GoneSeat {
  key: string;
  /** The id that was asked for. */
  id: string;
  name: string;
  /** null when its vendor has nothing left. */
  successor: Model | null;
  /** What was written for it; its successor gets that. */
  own: WrittenSettings | null;
  /** The lane after which it stands, null for before all of them. */
  after: DraftLane['key'] | null;
}

/** What the visitor has written and chosen and not asked yet. */
export interface Draft {
  prompt: string;
  /** In a follow-up: the one that goes on, until it is changed. */
  system: string;
  /** For a new comparison, as all that follows but `leftOut`. */
  lanes: readonly DraftLane[];
  /** Seats that wait for another model, or to be removed. */
  gone: readonly GoneSeat[];
  /** Whether `settings` is for every lane, whatever is written for one. */
  sameSettings: boolean;
  settings: WrittenSettings;
  /** For a follow-up: the lanes that are not to be asked. */
  leftOut: readonly Lane[];
}

export const emptyDraft: Draft = {
  prompt: '',
  system: '',
  lanes: [],
  gone: [],
  sameSettings: true,
  settings: nothingWritten,
  leftOut: [],
};

export function draftLane(model: Model, settings: Settings = {}): DraftLane {
  return { key: newKey(), model, own: ownOf(settings) };
}

export function goneSeat(
  seat: Pick<GoneSeat, 'id' | 'name' | 'successor' | 'after'>,
  settings: Settings = {},
): GoneSeat {
  return { ...seat, key: newKey(), own: ownOf(settings) };
}

function ownOf(settings: Settings): WrittenSettings | null {
  return Object.keys(settings).length === 0 ? null : writtenSettings(settings);
}

/** By chance, since the first lanes are made on the server and the later ones in the browser: counts would meet. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(2))].map((number) => number.toString(36)).join('-');
}

/** What stands in that lane's fields. */
export function writtenFor({ sameSettings, settings }: Draft, { own }: DraftLane): WrittenSettings {
  return sameSettings || own === null ? settings : own;
}

/** How that lane will be asked. */
export function settingsFor(draft: Draft, lane: DraftLane): Settings {
  return readSettings(writtenFor(draft, lane)).settings;
}
