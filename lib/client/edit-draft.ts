import { MAX_LANES } from '@/lib/protocol/lane';
import type { Model } from '@/lib/protocol/model';
import { type Draft, type DraftLane, draftLane, writtenFor } from './draft';
import type { WrittenSettings } from './written-settings';

/** A step from one draft to the next. */
export type DraftEdit = (draft: Draft) => Draft;

/** Seats the model once more, as long as there is a seat. */
export const addModel =
  (model: Model): DraftEdit =>
  (draft) => ({ ...draft, lanes: [...draft.lanes, draftLane(model)].slice(0, MAX_LANES) });

/** Seats the lane's model once more beside it, with the same settings. */
export const addAgain =
  (key: string): DraftEdit =>
  (draft) => {
    const index = draft.lanes.findIndex((lane) => lane.key === key);
    const lane = draft.lanes[index];
    if (!lane || draft.lanes.length >= MAX_LANES) return draft;
    const again: DraftLane = { ...draftLane(lane.model), own: lane.own };
    return { ...draft, lanes: draft.lanes.toSpliced(index + 1, 0, again) };
  };

export const removeLane =
  (key: string): DraftEdit =>
  (draft) => ({ ...draft, lanes: draft.lanes.filter((lane) => lane.key !== key) });

/** Takes the model out of every seat, or seats it when it has none. */
export const toggleModel =
  (model: Model): DraftEdit =>
  (draft) => {
    const lanes = draft.lanes.filter((lane) => lane.model.id !== model.id);
    return lanes.length < draft.lanes.length ? { ...draft, lanes } : addModel(model)(draft);
  };

export const clearLanes: DraftEdit = (draft) => ({ ...draft, lanes: [] });

export const chooseModels =
  (models: readonly Model[]): DraftEdit =>
  (draft) => ({ ...draft, lanes: models.slice(0, MAX_LANES).map((model) => draftLane(model)) });

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
