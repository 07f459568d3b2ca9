'use client';

import { latePart } from '@/lib/client/late-part';
import { useNamesHidden, usePaneState } from '@/lib/client/use-panes';

import { Button } from '../ui/button';
import { LatePanel } from '../ui/late-panel';

const compareDialog = latePart(async () => (await import('./compare-dialog')).CompareDialog);

/** Open the table of all figures, and what differs between two answers; hidden before there is a comparison. */
export function CompareButtons() {
  const isThere = usePaneState((state) => state.record !== null);
  const hidden = useNamesHidden();
  if (!isThere || hidden) return null;
  return (
    <>
      <LatePanel
        part={compareDialog}
        trigger={
          <Button look="quiet" data-command="figures" aria-label="Figures" className="max-sm:px-2">
            <svg
              aria-hidden="true"
              viewBox="0 0 16 16"
              className="size-4 flex-none fill-none stroke-current sm:hidden"
              strokeWidth="1.3"
            >
              <path d="M2 3.5h12M2 8h12M2 12.5h12M6 3.5v9" />
            </svg>
            <span className="max-sm:hidden">Figures</span>
          </Button>
        }
      >
        {(CompareDialog, trigger) => <CompareDialog first="figures" trigger={trigger} />}
      </LatePanel>
      <span className="max-lg:hidden">
        <LatePanel
          part={compareDialog}
          trigger={
            <Button look="quiet" data-command="diff">
              Diff
            </Button>
          }
        >
          {(CompareDialog, trigger) => <CompareDialog first="diff" trigger={trigger} />}
        </LatePanel>
      </span>
    </>
  );
}
