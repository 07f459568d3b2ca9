'use client';

import { Popover } from '@base-ui/react/popover';
import type { ComponentProps } from 'react';
import { figuresTable } from '@/lib/client/figures-table';
import { useShared } from '@/lib/client/use-shared';
import { hidesNames } from '@/lib/comparison/hides-names';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { ExportList } from '../ui/export-list';
import { Logo } from '../ui/logo';
import { PopoverPanel } from '../ui/popover-panel';
import { ThemeButton } from '../ui/theme-button';
import { LinkButton } from './link-button';

/** The header of a share page: the logo, and actions for its readers. */
export function ShareHeader() {
  const { slug, url, record } = useShared();
  return (
    <header
      data-slot="share-header"
      className="flex items-center gap-1.5 border-line border-b px-3 py-2 min-[22rem]:gap-2 min-[22rem]:px-4 sm:gap-3 sm:px-[18px]"
    >
      <a href="/" aria-label="Abreast, a new comparison" className="hit mr-auto flex min-h-[24px] rounded">
        <Logo />
      </a>
      <ThemeButton />
      {!hidesNames(record) && (
        <span className="max-sm:hidden">
          <ExportMenu />
        </span>
      )}
      <CopyButton text={url} label="Copy link" look="plain" />
      <LinkButton href={`/?again=${slug}`} look="primary">
        <span>Ask</span>
        <span className="max-[22rem]:hidden">&nbsp;this</span>
        <span>&nbsp;again</span>
      </LinkButton>
    </header>
  );
}

/** Exports the comparison as a file or as a table to paste. */
export function ExportMenu() {
  const { slug } = useShared();
  return (
    <Popover.Root>
      <Popover.Trigger render={<Button look="quiet" />}>Export</Popover.Trigger>
      <PopoverPanel title="Export">
        <ExportList address={`/s/${slug}/export`} />
        <CopyTable />
      </PopoverPanel>
    </Popover.Root>
  );
}

/** Copies the figures as Markdown, one table per turn. */
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
