'use client';

import { Popover } from '@base-ui/react/popover';
import { figuresTable, selectedTurn } from '@/lib/client/pane-state';
import { usePaneSource, usePaneState } from '@/lib/client/use-panes';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { ExportList } from '../ui/export-list';
import { PopoverPanel } from '../ui/popover-panel';

/** Exports the comparison as a file or as a table to paste. */
export function ExportButton() {
  const comparison = usePaneState((state) => state.record?.id);
  if (comparison === undefined) return null;
  return (
    <Popover.Root>
      <Popover.Trigger render={<Button look="quiet" aria-label="Export" className="max-sm:px-2" />}>
        <span aria-hidden="true" className="sm:hidden">
          ↓
        </span>
        <span className="hidden sm:inline">Export</span>
      </Popover.Trigger>
      <PopoverPanel title="Export">
        <ExportList address={`/api/comparisons/${comparison}/export`} />
        <CopyTableButton />
      </PopoverPanel>
    </Popover.Root>
  );
}

/** Copies the figures of the selected turn as a Markdown table. */
export function CopyTableButton() {
  const { store } = usePaneSource();
  const table = () => figuresTable(store.getState(), selectedTurn(store.getState()));
  return <CopyButton text={table} label="Copy the figures as a table" />;
}
