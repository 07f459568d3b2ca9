'use client';

import { Popover } from '@base-ui/react/popover';
import { useShared } from '@/lib/client/use-shared';
import { Button } from '../ui/button';
import { ExportList } from '../ui/export-list';
import { PopoverPanel } from '../ui/popover-panel';
import { CopyTable } from './copy-table';

/** Takes the comparison away, as a file or as a table to paste. */
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
