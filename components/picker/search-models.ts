import type { Model } from '@/lib/protocol/model';

/** Whether a model's name, vendor or id has every word of the query, in whatever order. */
export function searchModels({ id, name, vendor }: Model, query: string): boolean {
  const text = `${name} ${vendor} ${id}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
