'use client';

import { latePart } from '@/lib/client/late-part';
import { useHistoryState } from '@/lib/client/use-history';
import { Button } from '../ui/button';
import { Kbd, useCommandKey } from '../ui/kbd';
import { LatePanel } from '../ui/late-panel';

const historyDialog = latePart(async () => (await import('./history-dialog')).HistoryDialog);

/** Opens what was asked before. */
export function HistoryButton() {
  const open = useHistoryState((state) => state.open);
  const alt = useCommandKey() === '⌘' ? '⌥' : 'Alt ';
  return (
    <LatePanel
      part={historyDialog}
      open={open}
      trigger={
        <Button look="quiet" data-command="history" aria-keyshortcuts="Alt+0" className="max-sm:px-2">
          <svg
            aria-hidden="true"
            viewBox="0 0 16 16"
            className="size-4 flex-none fill-none stroke-current sm:hidden"
            strokeWidth="1.3"
          >
            <path d="M2.3 6.2a6 6 0 1 1-.3 1.8M2 2.5v3.7h3.7M8 4.8V8l2.3 1.6" />
          </svg>
          <span className="max-sm:sr-only">History</span>
          <span className="text-ink max-md:hidden">
            <Kbd>{`${alt}0`}</Kbd>
          </span>
        </Button>
      }
    >
      {(HistoryDialog, trigger) => <HistoryDialog trigger={trigger} />}
    </LatePanel>
  );
}
