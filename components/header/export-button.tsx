'use client';

import { Popover } from '@base-ui/react/popover';
import { useWorkspaceState } from '@/lib/client/use-workspace';
import { Button } from '../ui/button';
import { PopoverPanel } from '../ui/popover-panel';
import { CopyTableButton } from './copy-table-button';

const FORMATS = [
  { format: 'md', name: 'Markdown', holds: 'prompts, figures and answers' },
  { format: 'json', name: 'JSON', holds: 'everything, with the time of each piece' },
  { format: 'csv', name: 'CSV', holds: 'a row for each answer' },
] as const;

/** Takes the comparison away, as a file or as a table to paste. */
export function ExportButton() {
  const comparison = useWorkspaceState((state) => state.record?.id);
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
        <ul className="my-2 grid gap-1">
          {FORMATS.map(({ format, name, holds }) => (
            <li key={format}>
              <a
                href={`/api/comparisons/${comparison}/export?format=${format}`}
                download
                className="block rounded-lg px-2 py-1.5 hover:bg-sunk"
              >
                <span className="block font-medium underline underline-offset-2">{name}</span>
                <span className="text-ink-2">{holds}</span>
              </a>
            </li>
          ))}
        </ul>
        <CopyTableButton />
      </PopoverPanel>
    </Popover.Root>
  );
}
