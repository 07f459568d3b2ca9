'use client';

import { latePart } from '@/lib/client/late-part';
import { LatePanel } from '../ui/late-panel';

const lineUpsPopover = latePart(async () => (await import('./line-ups-popover')).LineUpsPopover);

/** Opens the saved line-ups: a press on a name chooses all its models. */
export function LineUpsButton() {
  return (
    <LatePanel
      part={lineUpsPopover}
      trigger={
        <button
          type="button"
          data-slot="line-ups-button"
          className="min-h-7 flex-none rounded-[7px] px-2 text-[12.5px] text-ink-2 hover:bg-sunk hover:text-ink data-popup-open:bg-sunk"
        >
          Line-ups
        </button>
      }
    >
      {(LineUpsPopover, trigger) => <LineUpsPopover trigger={trigger} />}
    </LatePanel>
  );
}
