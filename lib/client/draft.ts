import { LANE_LETTERS, type Lane, MAX_LANES } from '@/lib/protocol/lane';
import type { Model } from '@/lib/protocol/model';
import { SETTINGS, type SettingName, type Settings } from '@/lib/protocol/settings';
import { nothingWritten, readSettings, type WrittenSettings, writtenSettings } from './written-settings';

/** A model chosen for a comparison that is not asked yet. */
export interface DraftLane {
  /** Tells two lanes of the same model apart; has no other meaning. */
  key: string;
  model: Model;
  /** What was written for this lane alone; null while it follows the settings of all. */
  own: WrittenSettings | null;
}

/** A retired model that the address names. It is never asked; its successor is offered. */
export interface RetiredLane {
  key: string;
  /** The id in the address. */
  id: string;
  name: string;
  /** null when its vendor has none left. */
  successor: Model | null;
  /** What was written for it; its successor gets that. */
  own: WrittenSettings | null;
  /** The lane that stands before it, null for none. */
  after: DraftLane['key'] | null;
}

/** What the visitor has written and chosen and not asked yet. */
export interface Draft {
  prompt: string;
  /** In a follow-up: the one that goes on, until it is changed. */
  system: string;
  /** For a new comparison, like all that follows but `leftOut`. */
  lanes: readonly DraftLane[];
  /** They wait for another model, or to be removed. */
  retired: readonly RetiredLane[];
  /** Whether `settings` counts for every lane, whatever is written for a single lane. */
  sameSettings: boolean;
  settings: WrittenSettings;
  /** For a follow-up: the lanes that are not to be asked. */
  leftOut: readonly Lane[];
}

export const emptyDraft: Draft = {
  prompt: '',
  system: '',
  lanes: [],
  retired: [],
  sameSettings: true,
  settings: nothingWritten,
  leftOut: [],
};

export function draftLane(model: Model, settings: Settings = {}): DraftLane {
  return { key: newKey(), model, own: ownOf(settings) };
}

export function retiredLane(
  lane: Pick<RetiredLane, 'id' | 'name' | 'successor' | 'after'>,
  settings: Settings = {},
): RetiredLane {
  return { ...lane, key: newKey(), own: ownOf(settings) };
}

function ownOf(settings: Settings): WrittenSettings | null {
  return Object.keys(settings).length === 0 ? null : writtenSettings(settings);
}

/** Random, since the server makes the first lanes and the browser the later ones: counters would collide. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(2))].map((number) => number.toString(36)).join('-');
}

/** The content of that lane's fields. */
export function writtenFor({ sameSettings, settings }: Draft, { own }: DraftLane): WrittenSettings {
  return sameSettings || own === null ? settings : own;
}

/** The settings that lane will be asked with. */
export function settingsFor(draft: Draft, lane: DraftLane): Settings {
  return readSettings(writtenFor(draft, lane)).settings;
}

/** A step from one draft to the next. */
export type DraftEdit = (draft: Draft) => Draft;

/** Adds a lane of the model, as long as there is room for one. */
export const addModel =
  (model: Model): DraftEdit =>
  (draft) =>
    withLanes(draft, [...draft.lanes, draftLane(model)].slice(0, MAX_LANES));

/** Adds a second lane of the lane's model beside it, with the same settings. */
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

export const removeRetired =
  (key: string): DraftEdit =>
  (draft) => ({ ...draft, retired: draft.retired.filter((lane) => lane.key !== key) });

/** Replaces a retired model by its successor, with what was written for it, as long as there is room for a lane. */
export const putSuccessor =
  (key: string): DraftEdit =>
  (draft) => {
    const replaced = draft.retired.find((lane) => lane.key === key);
    if (!replaced?.successor || draft.lanes.length >= MAX_LANES) return draft;
    // The lane keeps the key: the retired lanes behind the replaced one stand behind it now.
    const lane: DraftLane = { key, model: replaced.successor, own: replaced.own };
    const at = draft.lanes.findIndex((before) => before.key === replaced.after) + 1;
    const behind = draft.retired.slice(draft.retired.indexOf(replaced) + 1);
    return {
      ...draft,
      lanes: draft.lanes.toSpliced(at, 0, lane),
      retired: draft.retired
        .filter((retired) => retired !== replaced)
        .map((retired) =>
          retired.after === replaced.after && behind.includes(retired) ? { ...retired, after: key } : retired,
        ),
    };
  };

/** Removes every lane of the model, or adds one where there is none. */
export const toggleModel =
  (model: Model): DraftEdit =>
  (draft) => {
    const lanes = draft.lanes.filter((lane) => lane.model.id !== model.id);
    return lanes.length < draft.lanes.length ? withLanes(draft, lanes) : addModel(model)(draft);
  };

export const clearLanes: DraftEdit = (draft) => ({ ...draft, lanes: [], retired: [] });

export const chooseModels =
  (models: readonly Model[]): DraftEdit =>
  (draft) => ({ ...draft, lanes: models.slice(0, MAX_LANES).map((model) => draftLane(model)), retired: [] });

export const writePrompt =
  (prompt: string): DraftEdit =>
  (draft) => ({ ...draft, prompt });

export const writeSystem =
  (system: string): DraftEdit =>
  (draft) => ({ ...draft, system });

export const writeSettings =
  (change: Partial<WrittenSettings>): DraftEdit =>
  (draft) => ({ ...draft, settings: { ...draft.settings, ...change } });

/** Writes for one lane; its other fields keep the settings that it has followed until now. */
export const writeLaneSettings =
  (key: string, change: Partial<WrittenSettings>): DraftEdit =>
  (draft) => ({
    ...draft,
    lanes: draft.lanes.map((lane) =>
      lane.key === key ? { ...lane, own: { ...writtenFor(draft, lane), ...change } } : lane,
    ),
  });

/** On: all lanes have the common settings. Off: each lane has its own, which are kept meanwhile. */
export const shareSettings =
  (sameSettings: boolean): DraftEdit =>
  (draft) => ({ ...draft, sameSettings });

/** Replaces the lanes. A retired lane stays after the nearest lane before it that is left. */
function withLanes(draft: Draft, lanes: readonly DraftLane[]): Draft {
  const isLeft = (key: string) => lanes.some((lane) => lane.key === key);
  const retired = draft.retired.map((lane) => {
    const before = draft.lanes.slice(0, draft.lanes.findIndex(({ key }) => key === lane.after) + 1);
    return { ...lane, after: before.findLast(({ key }) => isLeft(key))?.key ?? null };
  });
  return { ...draft, lanes, retired };
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

function problemOf(written: WrittenSettings, owner: string): string | null {
  const [first] = Object.entries(readSettings(written).errors);
  return first ? `${SETTINGS[first[0] as SettingName].label}${owner} ${first[1]}` : null;
}
