import * as z from 'zod/mini';
import { MAX_LANES } from '@/lib/protocol/lane';
import type { Catalog, Model } from '@/lib/protocol/model';
import { listedModel } from './catalog-store';
import type { Draft, DraftEdit, DraftLane } from './draft';
import { roomOf } from './draft-lanes';
import { restoredLane, storedLane, storedLaneSchema, writtenSchema } from './saved-draft';

/** Lanes with their settings. */
export const linedUpSchema = z.object({
  lanes: z.array(storedLaneSchema).check(z.minLength(1), z.maxLength(MAX_LANES)),
  sameSettings: z.boolean(),
  settings: writtenSchema,
});

export type LinedUp = z.infer<typeof linedUpSchema>;

/** @returns what a line-up keeps of the draft. */
export function linedUp({ lanes, sameSettings, settings }: Draft): LinedUp {
  return { lanes: lanes.map(storedLane), sameSettings, settings };
}

/** Puts the lanes of a line-up in the place of those chosen, as many as fit. */
export const applyLineUp =
  ({ lanes, sameSettings, settings }: LinedUp): DraftEdit =>
  (draft) => ({
    ...draft,
    lanes: lanes.map(restoredLane).slice(0, roomOf(draft)),
    retired: [],
    sameSettings,
    settings,
  });

/** Brings restored lanes up to date: prices and limits as the catalog has them now; a model that it has no more is retired. */
export const reviewLanes =
  (catalog: Catalog): DraftEdit =>
  (draft) => {
    const lanes: DraftLane[] = [];
    const retired = [...draft.retired];
    for (const lane of draft.lanes) {
      const { id, name } = lane.model;
      const model = listedModel(catalog, id);
      if (model === null) {
        retired.push({ key: lane.key, id, name, successor: null, own: lane.own, after: lanes.at(-1)?.key ?? null });
      } else lanes.push(model === undefined || isSame(model, lane.model) ? lane : { ...lane, model });
    }
    const isUpToDate = lanes.every((lane, index) => lane === draft.lanes[index]) && lanes.length === draft.lanes.length;
    return isUpToDate ? draft : { ...draft, lanes, retired };
  };

function isSame(left: Model, right: Model): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
