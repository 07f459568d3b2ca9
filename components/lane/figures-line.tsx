import type { Bests } from '@/lib/comparison/bests';
import { FIGURES, type FigureKey, SHORT } from '@/lib/comparison/figure-table';
import type { Figures } from '@/lib/comparison/figures';
import type { Lane } from '@/lib/protocol/lane';

interface FiguresLineProps {
  lane: Lane;
  figures: Figures;
  bests: Bests;
}

/** First word, writing speed, tokens, cost; ≈ for an estimate. Each has a fixed place, so that nothing moves. */
export function FiguresLine({ lane, figures, bests }: FiguresLineProps) {
  const textOf = (key: FigureKey) => FIGURES[key].text(figures, SHORT);
  return (
    <dl
      data-slot="figures-line"
      className="grid max-w-[27rem] grid-cols-[1.25fr_0.95fr_0.9fr_1fr] gap-x-1.5 text-ink-2 text-xs"
    >
      <FigureCell label="first" best={bests.firstWord.lanes.includes(lane)}>
        {textOf('firstWord')}
      </FigureCell>
      <FigureCell label="tok/s" best={bests.writingSpeed.lanes.includes(lane)}>
        {textOf('writingSpeed')}
      </FigureCell>
      <FigureCell label="tok">{textOf('tokens')}</FigureCell>
      <FigureCell label="cost" silent best={bests.cost.lanes.includes(lane)}>
        {textOf('cost')}
      </FigureCell>
    </dl>
  );
}

interface FigureCellProps {
  label: string;
  /** The label is only for screen readers, since the value explains itself. */
  silent?: boolean;
  /** The best of the turn gets a mark, more weight and a word, so that colour is not the only sign. */
  best?: boolean;
  children: string;
}

/** One figure: its value, then its label. */
export function FigureCell({ label, silent = false, best = false, children }: FigureCellProps) {
  return (
    <div
      data-slot="figure-cell"
      data-best={best}
      className="flex min-w-0 flex-row-reverse justify-end gap-1 whitespace-nowrap"
    >
      <dt className={silent ? 'sr-only' : 'min-w-0 truncate'}>{label}</dt>
      <dd
        translate="no"
        className={`flex-none font-mono tabular-nums tracking-tight ${best ? 'font-semibold text-ok' : 'text-ink'}`}
      >
        {best && (
          <>
            <span aria-hidden="true" className="mr-0.5 align-[1px] text-[8px]">
              ▲
            </span>
            <span className="sr-only">best: </span>
          </>
        )}
        <span>{children}</span>
      </dd>
    </div>
  );
}
