import { bestRows, type TableColumn, type TableOrder } from '@/lib/comparison/comparison-table';
import type { SelectedAnswer } from '@/lib/comparison/selected-answers';
import { LaneBadge } from '../lane/lane-badge';

interface FiguresTableProps {
  rows: readonly SelectedAnswer[];
  columns: readonly TableColumn[];
  order: TableOrder | null;
  onOrder(order: TableOrder | null): void;
  /** Rows of several turns tell which one they are of. */
  severalTurns: boolean;
}

/** A row an answer, a column a figure. The best of its turn is marked; a press on a column's name sorts by it. */
export function FiguresTable({ rows, columns, order, onOrder, severalTurns }: FiguresTableProps) {
  const bests = columns.map((column) => bestRows(rows, column));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section aria-label="All figures" tabIndex={0} className="min-h-0 flex-1 overflow-auto outline-offset-[-2px]">
      <table data-slot="figures-table" className="border-separate border-spacing-0 text-left text-[13px]">
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-2 border-line border-b bg-raised px-4 py-1.5 align-bottom font-normal text-ink-2"
            >
              answer
            </th>
            {columns.map((column) => (
              <ColumnHead key={column.key} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.turn.turn} ${row.lane.lane}`} className="group">
              <th
                scope="row"
                className="sticky left-0 z-1 max-w-60 border-line border-b bg-raised px-4 py-2 font-normal max-sm:max-w-36"
              >
                <span className="flex items-center gap-2">
                  <LaneBadge lane={row.lane.lane} />
                  <bdi translate="no" className="truncate" title={row.lane.name}>
                    {row.lane.name}
                  </bdi>
                </span>
                {(severalTurns || row.answer.attempt > 1) && (
                  <span className="block whitespace-nowrap pl-6 text-ink-2 text-xs">
                    {[
                      severalTurns && `turn ${row.turn.turn}`,
                      row.answer.attempt > 1 && `attempt ${row.answer.attempt}`,
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                )}
              </th>
              {columns.map((column, index) => (
                <FigureCell key={column.key} text={column.text(row)} best={bests[index]?.has(row) ?? false} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FigureCell({ text, best }: { text: string; best: boolean }) {
  return (
    <td
      translate="no"
      data-best={best || undefined}
      className={`whitespace-nowrap border-line border-b px-3 py-2 font-mono tabular-nums ${best ? 'font-semibold text-ok' : ''}`}
    >
      {best && (
        <>
          <span aria-hidden="true" className="mr-1 align-[1px] text-[8px]">
            ▲
          </span>
          <span className="sr-only">best: </span>
        </>
      )}
      <span>{text}</span>
    </td>
  );
}

interface ColumnHeadProps {
  column: TableColumn;
  order: TableOrder | null;
  onOrder(order: TableOrder | null): void;
}

/** First the better end, then the other one, then as the lanes stand. */
function ColumnHead({ column: { key, name, means, better }, order, onOrder }: ColumnHeadProps) {
  const first = better === 'most';
  const own = order?.column === key ? order : null;
  const next = own === null ? first : own.descending === first ? !first : null;
  return (
    <th
      scope="col"
      aria-sort={own === null ? 'none' : own.descending ? 'descending' : 'ascending'}
      className="sticky top-0 z-1 min-w-22 border-line border-b bg-raised p-0 align-bottom font-normal"
    >
      <button
        type="button"
        title={means}
        onClick={() => onOrder(next === null ? null : { column: key, descending: next })}
        className={`flex min-h-9 pointer-coarse:min-h-[42px] w-full items-end gap-1 rounded px-3 py-1.5 text-left text-xs hover:text-ink ${own ? 'font-semibold text-ink' : 'text-ink-2'}`}
      >
        <span className="w-max max-w-44">{name}</span>
        <span aria-hidden="true" className="w-2">
          {own && (own.descending ? '↓' : '↑')}
        </span>
      </button>
    </th>
  );
}
