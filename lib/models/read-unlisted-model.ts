import type { Model } from '@/lib/protocol/model';
import { readVendorName } from './read-vendor-name';

/** What can be said of a model from its id alone. `parameters` is empty because they are unknown, not because it has none. */
export function readUnlistedModel(id: string): Model {
  return {
    id,
    name: id.slice(id.indexOf('/') + 1),
    vendor: readVendorName(id),
    context: null,
    maxOutput: null,
    usdPerMillion: null,
    input: ['text'],
    output: ['text'],
    parameters: [],
    demo: false,
  };
}
