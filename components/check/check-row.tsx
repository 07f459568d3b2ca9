import type { CheckRow as Row } from '@/lib/client/browser-rows';
import { type ListedRow, STATE_WORDS } from '@/lib/client/check-words';

const COLOURS: Record<Row['state'], string> = { ok: 'text-ok', 'works-but': 'text-ink', broken: 'text-bad' };

/** A shape per state, so that colour is not the only sign: tick, exclamation mark in a triangle, cross. */
const SHAPES: Record<Row['state'], string> = {
  ok: 'M2.5 8.5 6.5 12.5l7-9',
  'works-but': 'M8 2 14.5 13.5h-13zM8 6.5v3.2m0 1.6v.5',
  broken: 'm3 3 10 10M13 3 3 13',
};

/** One part: its state as a mark and a word, what that means, and what can be done. */
export function CheckRow({ title, row }: ListedRow) {
  return (
    <li
      data-slot="check-row"
      className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-1 border-line border-t py-3.5 sm:grid-cols-[11rem_minmax(0,1fr)]"
    >
      <div className="flex items-center justify-between gap-3 sm:block">
        <h2 className="font-semibold text-sm">{title}</h2>
        <State row={row} />
      </div>
      <div className="text-sm [overflow-wrap:anywhere]">
        {row !== null && <p>{row.text}</p>}
        {row !== null && row.remedy !== null && (
          <p className="mt-1 text-ink-2">
            <span className="font-medium text-ink">{'To do: '}</span>
            <span>{row.remedy}</span>
          </p>
        )}
      </div>
    </li>
  );
}

function State({ row }: Pick<ListedRow, 'row'>) {
  if (row === null) return <p className="text-[13px] text-ink-2">Checking…</p>;
  return (
    <p className={`flex items-center gap-1.5 text-[13px] ${COLOURS[row.state]}`}>
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        className="size-3.5 flex-none fill-none stroke-current"
        strokeWidth="1.6"
      >
        <path d={SHAPES[row.state]} />
      </svg>
      <span>{STATE_WORDS[row.state]}</span>
    </p>
  );
}
