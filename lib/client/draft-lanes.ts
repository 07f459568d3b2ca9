import { type Lane, MAX_LANES } from '@/lib/protocol/lane';
import type { Model } from '@/lib/protocol/model';
import type { SwapTarget } from './composer-state';
import { type Draft, type DraftEdit, type DraftLane, draftLane, type LaneChange, writtenFor } from './draft';
import type { WrittenSettings } from './written-settings';

/** @returns how many lanes can be chosen, those in the draft included. */
export function roomOf({ taken }: Draft): number {
  return MAX_LANES - taken;
}

/** @returns whether no further lane fits. */
export function isFull(draft: Draft): boolean {
  return draft.lanes.length >= roomOf(draft);
}

/** Adds a lane of the model, as long as there is room for one. */
export const addModel =
  (model: Model): DraftEdit =>
  (draft) =>
    isFull(draft) ? draft : withLanes(draft, [...draft.lanes, draftLane(model)]);

/**
 * Adds a second lane of the lane's model beside it, with the same settings, to vary a setting in it: from then on each lane has
 * its own settings, which are those that it has now.
 */
export const addAgain =
  (key: string): DraftEdit =>
  (draft) => {
    const index = draft.lanes.findIndex((lane) => lane.key === key);
    const lane = draft.lanes[index];
    if (!lane || isFull(draft)) return draft;
    const again: DraftLane = { ...draftLane(lane.model), own: writtenFor(draft, lane), system: lane.system };
    const lanes = draft.sameSettings ? draft.lanes.map((known) => ({ ...known, own: null })) : draft.lanes;
    return { ...withLanes(draft, lanes.toSpliced(index + 1, 0, again)), sameSettings: false };
  };

/** Adds a lane of the model with these settings, of a lane of the comparison. */
export const duplicateLane =
  (model: Model, settings: WrittenSettings, system: string | null): DraftEdit =>
  (draft) =>
    isFull(draft) ? draft : withLanes(draft, [...draft.lanes, { ...draftLane(model), own: settings, system }]);

/** Leaves every lane out but that one, and adds none. */
export const askOnly =
  (lane: Lane, lanes: readonly Lane[]): DraftEdit =>
  (draft) => ({ ...draft, leftOut: lanes.filter((known) => known !== lane), lanes: [] });

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
    if (!replaced?.successor || isFull(draft)) return draft;
    // The lane keeps the key: the retired lanes behind the replaced one stand behind it now.
    const lane: DraftLane = { ...draftLane(replaced.successor), key, own: replaced.own };
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
  (draft) => ({
    ...draft,
    lanes: models.slice(0, roomOf(draft)).map((model) => draftLane(model)),
    retired: [],
  });

/** Asks another model in the lane, with the settings that were written for it. */
const swapModel =
  (key: string, model: Model): DraftEdit =>
  (draft) => ({ ...draft, lanes: draft.lanes.map((lane) => (lane.key === key ? { ...lane, model } : lane)) });

/** Asks another model in that lane: of the draft, or from the next question on in a lane of the comparison. */
export const swapIn =
  (target: SwapTarget, model: Model): DraftEdit =>
  (draft) =>
    target.kind === 'draft' ? swapModel(target.key, model)(draft) : changeLane(target.lane, { model })(draft);

/** Changes what a lane of the comparison is asked with from the next question on. */
export const changeLane =
  (lane: Lane, change: LaneChange): DraftEdit =>
  (draft) => ({
    ...draft,
    leftOut: draft.leftOut.filter((left) => left !== lane),
    changes: { ...draft.changes, [lane]: { ...draft.changes[lane], ...change } },
  });

/** Leaves a lane of the comparison as it is. */
export const undoChange =
  (lane: Lane): DraftEdit =>
  (draft) => {
    const { [lane]: _, ...changes } = draft.changes;
    return { ...draft, changes };
  };

/** Moves the lane by that many places, at most to an end. */
export const moveLane =
  (key: string, places: number): DraftEdit =>
  (draft) => {
    const from = draft.lanes.findIndex((lane) => lane.key === key);
    const lane = draft.lanes[from];
    if (!lane) return draft;
    const to = Math.min(draft.lanes.length - 1, Math.max(0, from + places));
    return withLanes(draft, draft.lanes.toSpliced(from, 1).toSpliced(to, 0, lane));
  };

/** Removes every other lane. */
export const keepOnly =
  (key: string): DraftEdit =>
  (draft) => ({ ...draft, lanes: draft.lanes.filter((lane) => lane.key === key), retired: [] });

/** Gives the lane a system prompt of its own; null follows that of all lanes again. */
export const writeLaneSystem =
  (key: string, system: string | null): DraftEdit =>
  (draft) => ({ ...draft, lanes: draft.lanes.map((lane) => (lane.key === key ? { ...lane, system } : lane)) });

/** Replaces the lanes. A retired lane stays after the nearest lane before it that is left. */
function withLanes(draft: Draft, lanes: readonly DraftLane[]): Draft {
  const isLeft = (key: string) => lanes.some((lane) => lane.key === key);
  const retired = draft.retired.map((lane) => {
    const before = draft.lanes.slice(0, draft.lanes.findIndex(({ key }) => key === lane.after) + 1);
    return { ...lane, after: before.findLast(({ key }) => isLeft(key))?.key ?? null };
  });
  return { ...draft, lanes, retired };
}
