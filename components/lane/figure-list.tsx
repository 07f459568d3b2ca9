import { EXACT, FIGURES } from '@/lib/comparison/figure-table';
import { UNKNOWN } from '@/lib/comparison/figure-words';
import type { Figures } from '@/lib/comparison/figures';

interface FigureListProps {
  figures: Figures;
  /** Also explains each figure. */
  explained?: boolean;
}

/** All figures of an answer, exact, each with the field's term. */
export function FigureList({ figures, explained = false }: FigureListProps) {
  return (
    <dl data-slot="figure-list" className={`grid ${explained ? 'gap-y-2' : 'grid-cols-2 gap-x-5 gap-y-0.5'}`}>
      {Object.entries(FIGURES).map(([key, { name, short, means, unit, isRare, text, beside }]) => {
        const value = text(figures, EXACT);
        if (isRare && value === UNKNOWN) return null;
        const aside = beside?.(figures, EXACT);
        return (
          <div
            key={key}
            className={`flex flex-wrap content-start justify-between gap-x-2 ${!explained && key === 'rhythm' ? 'col-span-2' : ''}`}
          >
            <dt className="text-ink-2">
              <span>{name}</span>
              {short && <span translate="no" className="text-ink-3">{` ${short}`}</span>}
            </dt>
            <dd translate="no" className="whitespace-nowrap font-mono tabular-nums">
              <span>{value}</span>
              {unit && value !== UNKNOWN && <span className="text-ink-2">{` ${unit}`}</span>}
            </dd>
            {aside && <dd className="w-full text-right text-ink-2">{aside}</dd>}
            {explained && <dd className="w-full text-ink-3 text-xs">{means}</dd>}
          </div>
        );
      })}
    </dl>
  );
}
