import type { Model } from '@/lib/protocol/model';
import { Button } from '../ui/button';
import { countOf } from '../ui/format';
import { activeFilters, type Filters, noFilters } from './filter-models';

interface HiddenModelsProps {
  /** What the search has found; the filters hide all of it. */
  found: readonly Model[];
  filters: Filters;
  /** ms since 1970. */
  today: number;
  onFilter(filters: Filters): void;
}

/** Stands for a list from which the filters hide everything: how many each of them hides, and a way to be rid of it. */
export function HiddenModels({ found, filters, today, onFilter }: HiddenModelsProps) {
  return (
    <div data-slot="hidden-models" className="min-h-0 flex-1 overflow-y-auto px-4 py-3 text-[13px]">
      <ul className="grid gap-1.5">
        {activeFilters(filters, today).map(({ label, keeps, without }) => (
          <li key={label} className="flex items-center gap-3">
            <span>{`“${label}” hides ${found.filter((model) => !keeps(model)).length} of ${countOf(found.length, 'model')}.`}</span>
            <Button
              aria-label={`Remove the filter “${label}”`}
              className="ml-auto pointer-coarse:min-h-[40px]"
              onClick={() => onFilter(without)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <Button className="mt-3 pointer-coarse:min-h-[40px]" onClick={() => onFilter(noFilters)}>
        Clear all filters
      </Button>
    </div>
  );
}
