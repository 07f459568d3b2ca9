import type { Model } from '@/lib/protocol/model';
import type { Payer } from '@/lib/protocol/payer';
import { activeFilters, type Filters, SORTS, type SortName } from './filter-models';
import { searchModels } from './search-models';

/** What the picker is to list. */
export interface Listing {
  models: readonly Model[];
  query: string;
  filters: Filters;
  sort: SortName;
  /** ms since 1970. */
  today: number;
  /** Groups above the vendors, each with ids of models. */
  pinned: readonly { label: string; ids: readonly string[] }[];
  payer: Payer;
}

/** A part of the list. Without a label: all of the list of a search, or of a sorted one. */
export interface ModelGroup {
  label: string;
  models: readonly Model[];
}

export interface ModelsListed {
  groups: ModelGroup[];
  /** What the query finds before the filters. */
  found: readonly Model[];
}

/** @returns the models that query and filters leave: sorted, in the order of a search, or in groups. */
export function listModels(listing: Listing): ModelsListed {
  const { models, query, filters, sort, today } = listing;
  const found = searchModels(models, query);
  const active = activeFilters(filters, today);
  const left = found.filter((model) => active.every(({ keeps }) => keeps(model)));
  const { compare } = SORTS[sort];
  if (compare) return { groups: nameless(left.toSorted(compare)), found };
  return { groups: query.trim() === '' ? groupModels(left, listing) : nameless(left), found };
}

function nameless(models: readonly Model[]): ModelGroup[] {
  return models.length === 0 ? [] : [{ label: '', models }];
}

/**
 * The pinned groups, then the servers that the operator has named, then vendor by vendor, those with the most models first;
 * each model once. Demo models stand before the other vendors until a key pays for those.
 */
export function groupModels(
  models: readonly Model[],
  { pinned, payer }: Pick<Listing, 'pinned' | 'payer'>,
): ModelGroup[] {
  const rest = new Set(models);
  const groups: ModelGroup[] = pinned.map(({ label, ids }) => {
    const own = ids.flatMap((id) => [...rest].find((model) => model.id === id) ?? []);
    for (const model of own) rest.delete(model);
    return { label, models: own };
  });
  const byVendor = new Map<string, Model[]>();
  for (const model of rest) byVendor.set(model.vendor, [...(byVendor.get(model.vendor) ?? []), model]);
  const place = ([, [first]]: [string, Model[]]) => {
    if (first?.source !== undefined) return -2;
    return first?.demo ? (payer === 'none' ? -1 : 1) : 0;
  };
  const vendors = [...byVendor].sort((left, right) => place(left) - place(right) || right[1].length - left[1].length);
  groups.push(...vendors.map(([label, own]) => ({ label, models: own })));
  return groups.filter((group) => group.models.length > 0);
}
