import { MAX_LANES } from '@/lib/protocol/lane';
import type { Model } from '@/lib/protocol/model';
import { type Draft, type DraftLane, draftLane, writtenFor } from './draft';
import type { WrittenSettings } from './written-settings';

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
