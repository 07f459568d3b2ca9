'use client';

import { figuresTable, selectedTurn } from '@/lib/client/pane-state';
import { usePaneSource } from '@/lib/client/use-panes';
import { CopyButton } from '../ui/copy-button';

/** Copies the figures of the selected turn as a Markdown table. */
export function CopyTableButton() {
  const { store } = usePaneSource();
  const table = () => figuresTable(store.getState(), selectedTurn(store.getState()));
  return <CopyButton text={table} label="Copy the figures as a table" />;
}
