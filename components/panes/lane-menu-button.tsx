'use client';

import type { ReactElement } from 'react';
import { latePart } from '@/lib/client/late-part';
import { useDraft } from '@/lib/client/use-workspace';
import type { Lane } from '@/lib/protocol/lane';
import { LatePanel } from '../ui/late-panel';
import { SetMark } from '../ui/set-mark';

const laneMenu = latePart(async () => (await import('../lane-menu/lane-menu')).LaneMenu);

interface LaneMenuButtonProps {
  lane: Lane;
  /** The name of its model. */
  children: ReactElement;
}

/** The lane's name, which opens what can be changed in the lane. */
export function LaneMenuButton({ lane, children }: LaneMenuButtonProps) {
  const changed = useDraft(({ changes }) => changes[lane] !== undefined);
  return (
    <LatePanel
      part={laneMenu}
      trigger={
        <button
          type="button"
          data-slot="lane-menu-button"
          title={`Change ${lane}: another model, settings, system prompt`}
          className="-mx-1 flex min-h-[24px] min-w-0 items-center gap-1 rounded-md px-1 hover:bg-sunk data-popup-open:bg-sunk"
        >
          {children}
          {changed && <SetMark />}
          <svg
            aria-hidden="true"
            viewBox="0 0 10 10"
            className="size-2 flex-none fill-none stroke-ink-3"
            strokeWidth="1.5"
          >
            <path d="m1.5 3.5 3.5 3.5 3.5-3.5" />
          </svg>
        </button>
      }
    >
      {(LaneMenu, trigger) => <LaneMenu lane={lane} trigger={trigger} />}
    </LatePanel>
  );
}
