'use client';

import type { ComponentProps } from 'react';
import { figuresTable } from '@/lib/client/pane-state';
import { useShared } from '@/lib/client/use-shared';
import { CopyButton } from '../ui/copy-button';

/** Copies the figures as a Markdown table, one for each turn. */
export function CopyTable({ look = 'quiet' }: Pick<ComponentProps<typeof CopyButton>, 'look'>) {
  const { turns } = useShared();
  const tables = () =>
    turns
      .map(({ turn, kept }) => {
        const table = figuresTable(kept.store.getState(), turn);
        return turns.length > 1 ? `Turn ${turn}\n\n${table}` : table;
      })
      .join('\n\n');
  return <CopyButton text={tables} label="Copy the figures as a Markdown table" look={look} />;
}
