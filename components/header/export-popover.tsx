'use client';

import { Popover } from '@base-ui/react/popover';
import { useState } from 'react';
import { figuresTable } from '@/lib/client/figures-table';
import { selectedTurn } from '@/lib/client/pane-state';
import { saveExport } from '@/lib/client/save-file';
import { usePaneSource, usePaneState } from '@/lib/client/use-panes';
import type { ExportFormat } from '@/lib/comparison/export-file';
import { CopyButton } from '../ui/copy-button';
import { ExportButtons, ExportList } from '../ui/export-list';
import type { Trigger } from '../ui/late-panel';
import { PopoverPanel } from '../ui/popover-panel';

interface ExportPopoverProps {
  comparison: string;
  trigger: Trigger;
}

/** Exports the comparison as a file or as a table to paste. */
export function ExportPopover({ comparison, trigger }: ExportPopoverProps) {
  const nothingKept = usePaneState((state) => state.nothingKept);
  return (
    <Popover.Root>
      <Popover.Trigger render={trigger} />
      <PopoverPanel title="Export">
        {nothingKept ? <BrowserExport /> : <ExportList address={`/api/comparisons/${comparison}/export`} />}
        <CopyTableButton />
      </PopoverPanel>
    </Popover.Root>
  );
}

/** The browser makes the files, since a server that keeps nothing may not know the comparison any more. */
function BrowserExport() {
  const { store } = usePaneSource();
  const [failed, setFailed] = useState(false);
  async function save(format: ExportFormat) {
    setFailed(false);
    await saveExport(store.getState(), format).catch(() => setFailed(true));
  }
  return (
    <>
      <ExportButtons save={(format) => void save(format)} />
      {failed && (
        <p role="alert" className="my-2 text-bad">
          The file could not be made. Check your connection and try again.
        </p>
      )}
    </>
  );
}

/** Copies the figures of the selected turn as a Markdown table. */
export function CopyTableButton() {
  const { store } = usePaneSource();
  const table = () => figuresTable(store.getState(), selectedTurn(store.getState()));
  return <CopyButton text={table} label="Copy the figures as a table" />;
}
