'use client';

import { Popover } from '@base-ui/react/popover';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { type DraftLane, shareSettings, writeLaneSettings, writtenFor } from '@/lib/client/draft';
import { addAgain, isFull } from '@/lib/client/draft-lanes';
import { useDraft, useEditDraft } from '@/lib/client/use-workspace';
import { type Lane, MAX_LANES } from '@/lib/protocol/lane';
import { LaneBadge } from '../lane/lane-badge';
import { SettingsFields } from '../lane-menu/settings-fields';
import { Button } from '../ui/button';
import type { Trigger } from '../ui/late-panel';
import { PopoverPanel } from '../ui/popover-panel';

interface LanePopoverProps {
  letter: Lane;
  lane: DraftLane;
  trigger: Trigger;
}

/** Opens the settings of a lane from its chip. */
export function LanePopover({ letter, lane, trigger }: LanePopoverProps) {
  return (
    <Popover.Root>
      <Popover.Trigger render={trigger} />
      <LanePanel letter={letter} lane={lane} />
    </Popover.Root>
  );
}

/** The settings of one lane of a new comparison, and a button for a second lane of its model. */
function LanePanel({ letter, lane }: Omit<LanePopoverProps, 'trigger'>) {
  const edit = useEditDraft();
  const same = useDraft((draft) => draft.sameSettings);
  const written = useDraft((draft) => writtenFor(draft, lane));
  const full = useDraft(isFull);
  const { id, name } = lane.model;
  const fields = useRef<HTMLDivElement>(null);
  return (
    <PopoverPanel
      title={
        <>
          <LaneBadge lane={letter} />
          <span translate="no">{name}</span>
        </>
      }
    >
      <p translate="no" className="mt-0.5 font-mono text-[11px] text-ink-2 [overflow-wrap:anywhere]">
        {id}
      </p>
      {same ? (
        <p className="mt-2 text-ink-2">
          <span>{'It uses the shared settings. '}</span>
          <button
            type="button"
            className="rounded text-ink underline underline-offset-2"
            onClick={() => {
              // The button is gone then, and with it the focus. Later the popover would move the focus to itself.
              flushSync(() => edit(shareSettings(false)));
              fields.current?.querySelector('input')?.focus();
            }}
          >
            Give each lane its own
          </button>
        </p>
      ) : (
        <div ref={fields}>
          <SettingsFields
            written={written}
            models={[lane.model]}
            onWrite={(change) => edit(writeLaneSettings(lane.key, change))}
          />
        </div>
      )}
      <div className="mt-3 border-line border-t pt-3">
        {full ? (
          <p className="text-ink-2">{`${MAX_LANES} models are chosen, as many as fit.`}</p>
        ) : (
          <Popover.Close render={<Button />} onClick={() => edit(addAgain(lane.key))}>
            Add again
          </Popover.Close>
        )}
      </div>
    </PopoverPanel>
  );
}
