'use client';

import { useMemo, useState } from 'react';
import { selectedTurn } from '@/lib/client/pane-state';
import { useCatalog } from '@/lib/client/use-catalog';
import { usePaneSource, usePaneState } from '@/lib/client/use-panes';
import { isRunning } from '@/lib/comparison/answer';
import {
  columnsFor,
  priceColumn,
  sortRows,
  TABLE_COLUMNS,
  type TableColumn,
  type TableOrder,
  withPriceColumn,
} from '@/lib/comparison/comparison-table';
import { momentsOf } from '@/lib/comparison/moments';
import { type SelectedAnswer, selectAnswers } from '@/lib/comparison/selected-answers';
import { tableCsv, tableMarkdown } from '@/lib/comparison/table-text';
import { CopyButton } from '../ui/copy-button';
import { Choice } from './choice';
import { ComparableNote } from './comparable-note';
import { FiguresTable } from './figures-table';

/** All figures of all lanes, of one turn or of all, to sort and to take away; and what the tokens would cost elsewhere. */
export function FiguresPanel() {
  const numbers = usePaneState(({ record }) => (record?.turns ?? []).map(({ turn }) => turn));
  const [turn, setTurn] = useState<number | null>(usePaneState(selectedTurn));
  const [order, setOrder] = useState<TableOrder | null>(null);
  const [priced, setPriced] = useState('');
  const priceOfModel = usePrice(priced);
  const rows = useRows(turn ?? undefined);
  const columns = useMemo(
    () => columnsFor(rows, priceOfModel ? withPriceColumn(priceOfModel) : TABLE_COLUMNS),
    [rows, priceOfModel],
  );
  const by = columns.find(({ key }) => key === order?.column);
  const sorted = by ? sortRows(rows, by, order?.descending ?? false) : rows;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-[13px]">
        {numbers.length > 1 && (
          <Choice
            label="Turn"
            value={String(turn ?? '')}
            onChoose={(value) => setTurn(value === '' ? null : Number(value))}
          >
            <option value="">all</option>
            {numbers.map((number) => (
              <option key={number}>{number}</option>
            ))}
          </Choice>
        )}
        <OtherPrices value={priced} onChoose={setPriced} />
        <div className="ml-auto flex flex-wrap gap-1 pointer-coarse:gap-y-3">
          <CopyButton text={() => tableCsv(sorted, columns)} label="Copy as CSV" />
          <CopyButton text={() => tableMarkdown(sorted, columns)} label="Copy as Markdown" />
        </div>
      </div>
      <ComparableNote rows={rows} />
      <FiguresTable rows={sorted} columns={columns} order={order} onOrder={setOrder} severalTurns={turn === null} />
    </>
  );
}

/** The answers of that turn, or of all. They are read again when a lane has its first word or ends, not as it writes. */
function useRows(turn: number | undefined): SelectedAnswer[] {
  const { store } = usePaneSource();
  const moved = usePaneState(({ answers }) =>
    answers.turns.flatMap((known) =>
      Object.values(known.answers)
        .flat()
        .map((answer) => (isRunning(answer) ? momentsOf(answer).firstText : answer)),
    ),
  );
  const record = usePaneState((state) => state.record);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `moved` is what makes other rows of the same store.
  return useMemo(
    () => (record ? selectAnswers(record, store.getState().answers, turn) : []),
    [moved, record, turn, store],
  );
}

/** The column of that model's price; null for no model. */
function usePrice(model: string): TableColumn | null {
  const catalog = useCatalog();
  const known = catalog.kind === 'ready' ? catalog.catalog.models.find(({ id }) => id === model) : undefined;
  return useMemo(() => (known ? priceColumn(known.name, known.usdPerMillion) : null), [known]);
}

interface OtherPricesProps {
  value: string;
  onChoose(value: string): void;
}

/** Chooses a model of the catalog by whose price the same tokens are reckoned. */
function OtherPrices({ value, onChoose }: OtherPricesProps) {
  const catalog = useCatalog();
  if (catalog.kind !== 'ready') return null;
  const models = catalog.catalog.models.filter(({ usdPerMillion, demo }) => usdPerMillion !== null && !demo);
  const vendors = [...new Set(models.map(({ vendor }) => vendor))].sort((left, right) => left.localeCompare(right));
  return (
    <Choice label="Same tokens, priced as" value={value} onChoose={onChoose}>
      <option value="">–</option>
      {vendors.map((vendor) => (
        <optgroup key={vendor} label={vendor}>
          {models
            .filter((model) => model.vendor === vendor)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </optgroup>
      ))}
    </Choice>
  );
}
