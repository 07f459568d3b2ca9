'use client';

import { useStore } from 'zustand';
import { createKeptSwitch } from '@/lib/client/kept-switch';
import { useHistory, useHistoryState } from '@/lib/client/use-history';
import type { ModelFigures } from '@/lib/protocol/speedometer';
import { FILTER_CONTROL, FilterChoice } from '../ui/filter-choice';

/** Rows of one line each. */
export const compactRows = createKeptSwitch({ key: 'abreast.compact-history', usual: false, stored: 'on' });

/** Which comparisons are listed, how their rows look, and whether several can be marked. */
export function HistoryFilters({ models }: { models: readonly ModelFigures[] }) {
  const { filter, mark } = useHistory();
  const { model, failed, starred } = useHistoryState((state) => state.filters);
  const isMarking = useHistoryState(({ marked }) => marked !== null);
  const isCompact = useStore(compactRows.store).on;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not scroll everywhere.
    <div
      data-slot="history-filters"
      role="group"
      aria-label="Filters and rows"
      className="mt-2 flex flex-none gap-1.5 overflow-x-auto px-4 py-0.5 [scrollbar-width:none] sm:flex-wrap [@media(height<34rem)]:flex-nowrap"
    >
      <Toggle label="★ Starred" on={starred} onToggle={(on) => void filter({ starred: on })} />
      <Toggle label="Failed" on={failed} onToggle={(on) => void filter({ failed: on })} />
      <FilterChoice label="Model" value={model} usual="" onChoose={(id) => void filter({ model: id })}>
        <option value="">Any model</option>
        {models.map(({ model: id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </FilterChoice>
      <Toggle label="Compact" on={isCompact} onToggle={compactRows.set} />
      <Toggle label="Select" on={isMarking} onToggle={(on) => mark(on ? [] : null)} />
    </div>
  );
}

interface ToggleProps {
  label: string;
  on: boolean;
  onToggle(on: boolean): void;
}

function Toggle({ label, on, onToggle }: ToggleProps) {
  return (
    <button type="button" aria-pressed={on} onClick={() => onToggle(!on)} className={FILTER_CONTROL}>
      {label}
    </button>
  );
}
