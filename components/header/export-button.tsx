'use client';

import { latePart } from '@/lib/client/late-part';
import { usePaneState } from '@/lib/client/use-panes';
import { Button } from '../ui/button';
import { LatePanel } from '../ui/late-panel';

const exportPopover = latePart(async () => (await import('./export-popover')).ExportPopover);

/** Opens what exports the comparison; hidden before there is one. */
export function ExportButton() {
  const comparison = usePaneState((state) => state.record?.id);
  if (comparison === undefined) return null;
  return (
    <LatePanel
      part={exportPopover}
      trigger={
        <Button look="quiet" data-command="export" aria-label="Export" className="max-sm:px-2">
          <span aria-hidden="true" className="sm:hidden">
            ↓
          </span>
          <span className="hidden sm:inline">Export</span>
        </Button>
      }
    >
      {(ExportPopover, trigger) => <ExportPopover comparison={comparison} trigger={trigger} />}
    </LatePanel>
  );
}
