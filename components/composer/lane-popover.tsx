'use client';

import { Popover } from '@base-ui/react/popover';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { type DraftLane, shareSettings, writeLaneSettings, writtenFor } from '@/lib/client/draft';
import { addAgain, isFull, keepOnly, moveLane, removeLane, writeLaneSystem } from '@/lib/client/draft-lanes';
import { useDraft, useEditDraft, useWorkspace } from '@/lib/client/use-workspace';
import { type Lane, MAX_LANES } from '@/lib/protocol/lane';
import { type LaneAction, LaneActions } from '../lane-menu/lane-actions';
import { LaneCostLine } from '../lane-menu/lane-cost';
import { LanePanel } from '../lane-menu/lane-panel';
import { OwnSystem } from '../lane-menu/own-system';
import { SettingsFields } from '../lane-menu/settings-fields';
import type { Trigger } from '../ui/late-panel';

interface LanePopoverProps {
  letter: Lane;
  lane: DraftLane;
  open: boolean;
  onOpenChange(open: boolean): void;
  trigger: Trigger;
}

/** Opens what can be set for a lane from its chip. */
export function LanePopover({ letter, lane, open, onOpenChange, trigger }: LanePopoverProps) {
  return (
    <Popover.Root open={open} onOpenChange={(opened) => onOpenChange(opened)}>
      <Popover.Trigger render={trigger} />
      <LaneChoices letter={letter} lane={lane} />
    </Popover.Root>
  );
}

/** The settings and the system prompt of a lane that is not asked yet, and what can be done with it. */
function LaneChoices({ letter, lane }: Pick<LanePopoverProps, 'letter' | 'lane'>) {
  const edit = useEditDraft();
  const same = useDraft((draft) => draft.sameSettings);
  const written = useDraft((draft) => writtenFor(draft, lane));
  const common = useDraft((draft) => draft.system);
  const fields = useRef<HTMLDivElement>(null);
  return (
    <LanePanel lane={letter} model={lane.model}>
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
      <LaneCostLine lane={letter} />
      <OwnSystem system={lane.system} common={common} onWrite={(system) => edit(writeLaneSystem(lane.key, system))} />
      <LaneActions actions={useLaneActions(lane.key)} />
    </LanePanel>
  );
}

/** What can be done with a lane of the draft: another model, a second lane of its model, another place, fewer lanes. */
function useLaneActions(key: string): LaneAction[] {
  const { composer } = useWorkspace();
  const edit = useEditDraft();
  const full = useDraft(isFull);
  const lanes = useDraft((draft) => draft.lanes);
  const index = lanes.findIndex((lane) => lane.key === key);
  const duplicate = () => {
    edit(addAgain(key));
    // To vary a setting in it.
    composer.setState(({ draft }) => ({ openLane: draft.lanes[index + 1]?.key ?? null }));
  };
  return [
    { name: 'Swap model…', run: () => composer.setState({ swapping: { kind: 'draft', key } }) },
    { name: 'Duplicate', off: full ? `${MAX_LANES} lanes are as many as fit` : undefined, run: duplicate },
    ...(index > 0 ? [{ name: 'Move left', run: () => edit(moveLane(key, -1)) }] : []),
    ...(index < lanes.length - 1 ? [{ name: 'Move right', run: () => edit(moveLane(key, 1)) }] : []),
    ...(lanes.length > 1 ? [{ name: 'Only this model', run: () => edit(keepOnly(key)) }] : []),
    { name: 'Remove', run: () => edit(removeLane(key)) },
  ];
}
