import { LANE_LETTERS, type Lane, MAX_LANES } from '@/lib/protocol/lane';
import type { Model } from '@/lib/protocol/model';
import type { Settings } from '@/lib/protocol/settings';
import {
  nothingWritten,
  readSettings,
  SETTING_NAMES,
  type SettingField,
  type WrittenSettings,
  writtenSettings,
} from './written-settings';

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

/** A step from one draft to the next. */
export type DraftEdit = (draft: Draft) => Draft;

/** Seats the model once more, as long as there is a seat. */
export const addModel =
  (model: Model): DraftEdit =>
  (draft) =>
    withLanes(draft, [...draft.lanes, draftLane(model)].slice(0, MAX_LANES));

/** Seats the lane's model once more beside it, with the same settings. */
export const addAgain =
  (key: string): DraftEdit =>
  (draft) => {
    const index = draft.lanes.findIndex((lane) => lane.key === key);
    const lane = draft.lanes[index];
    if (!lane || draft.lanes.length >= MAX_LANES) return draft;
    const again: DraftLane = { ...draftLane(lane.model), own: lane.own };
    return withLanes(draft, draft.lanes.toSpliced(index + 1, 0, again));
  };

export const removeLane =
  (key: string): DraftEdit =>
  (draft) =>
    withLanes(
      draft,
      draft.lanes.filter((lane) => lane.key !== key),
    );

export const removeGone =
  (key: string): DraftEdit =>
  (draft) => ({ ...draft, gone: draft.gone.filter((seat) => seat.key !== key) });

/** Seats the successor where the gone model stood, with what was written for that, as long as there is a seat. */
export const putSuccessor =
  (key: string): DraftEdit =>
  (draft) => {
    const seat = draft.gone.find((other) => other.key === key);
    if (!seat?.successor || draft.lanes.length >= MAX_LANES) return draft;
    // The lane takes the key over: what stands behind the gone seat stands behind it now.
    const lane: DraftLane = { key, model: seat.successor, own: seat.own };
    const at = draft.lanes.findIndex((other) => other.key === seat.after) + 1;
    const behind = draft.gone.slice(draft.gone.indexOf(seat) + 1);
    return {
      ...draft,
      lanes: draft.lanes.toSpliced(at, 0, lane),
      gone: draft.gone
        .filter((other) => other !== seat)
        .map((other) => (other.after === seat.after && behind.includes(other) ? { ...other, after: key } : other)),
    };
  };

/** Takes the model out of every seat, or seats it when it has none. */
export const toggleModel =
  (model: Model): DraftEdit =>
  (draft) => {
    const lanes = draft.lanes.filter((lane) => lane.model.id !== model.id);
    return lanes.length < draft.lanes.length ? withLanes(draft, lanes) : addModel(model)(draft);
  };

export const clearLanes: DraftEdit = (draft) => ({ ...draft, lanes: [], gone: [] });

export const chooseModels =
  (models: readonly Model[]): DraftEdit =>
  (draft) => ({ ...draft, lanes: models.slice(0, MAX_LANES).map((model) => draftLane(model)), gone: [] });

export const writePrompt =
  (prompt: string): DraftEdit =>
  (draft) => ({ ...draft, prompt });

export const writeSystem =
  (system: string): DraftEdit =>
  (draft) => ({ ...draft, system });

export const writeSettings =
  (change: Partial<WrittenSettings>): DraftEdit =>
  (draft) => ({ ...draft, settings: { ...draft.settings, ...change } });

/** Writes for one lane; what it has followed until now stays in its other fields. */
export const writeLaneSettings =
  (key: string, change: Partial<WrittenSettings>): DraftEdit =>
  (draft) => ({
    ...draft,
    lanes: draft.lanes.map((lane) =>
      lane.key === key ? { ...lane, own: { ...writtenFor(draft, lane), ...change } } : lane,
    ),
  });

/** On: the settings of all count. Off: each lane's own, which are kept meanwhile. */
export const shareSettings =
  (sameSettings: boolean): DraftEdit =>
  (draft) => ({ ...draft, sameSettings });

/** Other lanes; what is gone stays behind the nearest lane before it that is left. */
function withLanes(draft: Draft, lanes: readonly DraftLane[]): Draft {
  const left = (key: string) => lanes.some((lane) => lane.key === key);
  const gone = draft.gone.map((seat) => {
    const before = draft.lanes.slice(0, draft.lanes.findIndex(({ key }) => key === seat.after) + 1);
    return { ...seat, after: before.findLast(({ key }) => left(key))?.key ?? null };
  });
  return { ...draft, lanes, gone };
}

/** @returns the first setting that cannot be sent, with its field, its lane and the remedy; null when all can be. */
export function settingsProblem(draft: Draft): string | null {
  if (draft.sameSettings) return problemOf(draft.settings, '');
  for (const [index, lane] of draft.lanes.entries()) {
    const problem = problemOf(writtenFor(draft, lane), ` of ${LANE_LETTERS[index]}`);
    if (problem !== null) return problem;
  }
  return null;
}

function problemOf(written: WrittenSettings, whose: string): string | null {
  const [first] = Object.entries(readSettings(written).errors);
  return first ? `${SETTING_NAMES[first[0] as SettingField]}${whose} ${first[1]}` : null;
}
