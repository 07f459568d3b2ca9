'use client';

import { figuresTable } from '@/lib/client/figures-table';
import { useView } from '@/lib/client/use-workspace';
import { shownTurn } from '@/lib/client/workspace-state';
import { CopyButton } from '../ui/copy-button';

/** Copies the figures of the turn in view as a Markdown table. */
export function CopyTableButton() {
  const { store } = useView();
  const table = () => figuresTable(store.getState(), shownTurn(store.getState()));
  return <CopyButton text={table} label="Copy the figures as a table" />;
}
