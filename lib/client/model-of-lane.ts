import type { LaneRecord } from '@/lib/protocol/comparison';
import type { Model } from '@/lib/protocol/model';
import type { CatalogState } from './catalog-store';

/** @returns the model of a lane as the catalog has it; if it has not, or has not loaded, what the lane's record tells. */
export function modelOfLane({ model, name, vendor, usdPerMillion, demo }: LaneRecord, catalog: CatalogState): Model {
  const listed = catalog.kind === 'ready' ? catalog.catalog.models.find(({ id }) => id === model) : undefined;
  const unknown = { context: null, maxOutput: null, input: ['text'], output: ['text'], parameters: [] };
  return listed ?? { id: model, name, vendor, usdPerMillion, demo, ...unknown };
}
