import { EXACT, FIGURES } from '@/lib/comparison/figure-table';
import type { Figures } from '@/lib/comparison/figures';

interface FigureListProps {
  figures: Figures;
  /** Says also what each one means. */
  explained?: boolean;
}

/** All figures of an answer, exactly, each with the name that the field has for it. */
export function FigureList({ figures, explained = false }: FigureListProps) {
  return (
    <dl data-slot="figure-list" className={`grid ${explained ? 'gap-y-2' : 'gap-y-0.5'}`}>
      {Object.values(FIGURES).map(({ name, short, means, unit, shown, beside }) => {
        const said = beside?.(figures, EXACT);
        return (
          <div key={name} className="flex flex-wrap justify-between gap-x-4">
            <dt className="text-ink-2">
              {name}
              {short && <span className="text-ink-3">{` ${short}`}</span>}
            </dt>
            <dd className="whitespace-nowrap font-mono tabular-nums">
              {shown(figures, EXACT)}
              {unit && <span className="text-ink-2">{` ${unit}`}</span>}
            </dd>
            {said && <dd className="w-full text-right text-ink-2">{said}</dd>}
            {explained && <dd className="w-full text-ink-3 text-xs">{means}</dd>}
          </div>
        );
      })}
    </dl>
  );
}
