import type { Model } from '@/lib/protocol/model';

/** A model that reads and writes text; what is not given is unknown. */
export function modelOf(id: string, known: Partial<Model> = {}): Model {
  return {
    id,
    name: id,
    vendor: 'V',
    context: null,
    maxOutput: null,
    usdPerMillion: null,
    input: ['text'],
    output: ['text'],
    parameters: [],
    created: null,
    demo: false,
    ...known,
  };
}
