'use client';

import { Popover } from '@base-ui/react/popover';
import type { Trigger } from '../ui/late-panel';
import { PopoverPanel } from '../ui/popover-panel';
import { BallotChoices } from './ballot-choices';
import { BallotNote } from './ballot-note';

/** The ballot where the page has no room for its bar. */
export function BallotPopover({ trigger }: { trigger: Trigger }) {
  return (
    <Popover.Root>
      <Popover.Trigger render={trigger} />
      <PopoverPanel title="Which is best?">
        <div className="mt-3 flex flex-wrap items-center gap-2">
          <BallotChoices />
        </div>
        <p className="mt-3">
          <BallotNote />
        </p>
      </PopoverPanel>
    </Popover.Root>
  );
}
