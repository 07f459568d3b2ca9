'use client';

import { useMemo } from 'react';
import type { Model } from '@/lib/protocol/model';
import { FILTER_CONTROL, FilterChoice } from '../ui/filter-choice';
import {
  activeFilters,
  CONTEXTS,
  contextLabel,
  type Filters,
  PRICES,
  priceLabel,
  SORTS,
  type SortName,
  SWITCH_NAMES,
  SWITCHES,
  type SwitchName,
} from './filter-models';

interface FilterRowProps {
  models: readonly Model[];
  filters: Filters;
  sort: SortName;
  onShow(change: { filters?: Filters; sort?: SortName }): void;
  /** Sets no filters; the button that did it is gone then. */
  onClear(): void;
}

/** The filters and the order of the list. On a phone, and in a short window, one line that scrolls. */
export function FilterRow({ models, filters, sort, onShow, onClear }: FilterRowProps) {
  const vendors = useMemo(() => vendorsOf(models), [models]);
  const filter = (change: Partial<Filters>) => onShow({ filters: { ...filters, ...change } });
  const isOn = (name: SwitchName) => filters.on.includes(name);
  const toggle = (name: SwitchName) =>
    filter({ on: isOn(name) ? filters.on.filter((known) => known !== name) : [...filters.on, name] });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not scroll everywhere.
    <div
      data-slot="filter-row"
      role="group"
      aria-label="Filters and order"
      className="mt-1 flex flex-none gap-1.5 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:flex-wrap [@media(height<34rem)]:flex-nowrap"
    >
      <FilterChoice label="Vendor" value={filters.vendor} usual="" onChoose={(vendor) => filter({ vendor })}>
        <option value="">Every vendor</option>
        {vendors.map(([vendor, count]) => (
          <option key={vendor} value={vendor}>
            {`${vendor} (${count})`}
          </option>
        ))}
      </FilterChoice>
      <FilterChoice
        label="Price, per million tokens"
        value={String(filters.price ?? '')}
        usual=""
        onChoose={(price) => filter({ price: price === '' ? null : Number(price) })}
      >
        <option value="">Any price</option>
        {PRICES.map((price) => (
          <option key={price} value={price}>
            {priceLabel(price)}
          </option>
        ))}
      </FilterChoice>
      <FilterChoice
        label="Context"
        value={String(filters.context ?? '')}
        usual=""
        onChoose={(context) => filter({ context: context === '' ? null : Number(context) })}
      >
        <option value="">Any context</option>
        {CONTEXTS.map((context) => (
          <option key={context} value={context}>
            {contextLabel(context)}
          </option>
        ))}
      </FilterChoice>
      <FilterChoice label="Order" value={sort} usual="groups" onChoose={(name) => onShow({ sort: name as SortName })}>
        {Object.entries(SORTS).map(([name, { label }]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </FilterChoice>
      {SWITCH_NAMES.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={isOn(name)}
          title={SWITCHES[name].title}
          // The focus stays in the search, if it is there: its keys go on.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => toggle(name)}
          className={FILTER_CONTROL}
        >
          <span aria-hidden="true" className={isOn(name) ? 'mr-1' : 'hidden'}>
            ✓
          </span>
          <span>{SWITCHES[name].label}</span>
        </button>
      ))}
      {activeFilters(filters, 0).length > 0 && (
        <button
          type="button"
          onClick={onClear}
          className="min-h-8 flex-none whitespace-nowrap rounded-lg px-1.5 text-[13px] underline underline-offset-2 pointer-coarse:min-h-[40px]"
        >
          Clear filters
        </button>
      )}
    </div>
  );
}

/** @returns the vendors with their numbers of models, those with the most first. */
function vendorsOf(models: readonly Model[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { vendor } of models) counts.set(vendor, (counts.get(vendor) ?? 0) + 1);
  return [...counts].sort((left, right) => right[1] - left[1]);
}
