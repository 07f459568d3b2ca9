'use client';

import { useWorkspace, useWorkspaceState } from '@/lib/client/use-workspace';
import type { Lane } from '@/lib/protocol/lane';
import { LaneBadge } from '../ui/lane-badge';

/** The lanes of this comparison; each can be left out of the follow-up. */
export function LaneChips() {
  const { store } = useWorkspace();
  const lanes = useWorkspaceState((state) => state.record?.lanes ?? []);
  const leftOut = useWorkspaceState((state) => state.draft.leftOut);
  const toggle = (lane: Lane) =>
    store.setState(({ draft }) => ({
      draft: {
        ...draft,
        leftOut: draft.leftOut.includes(lane)
          ? draft.leftOut.filter((other) => other !== lane)
          : [...draft.leftOut, lane],
      },
    }));
  return lanes.map(({ lane, name, model }) => {
    const asked = !leftOut.includes(lane);
    return (
      <button
        key={lane}
        type="button"
        data-slot="lane-chip"
        aria-pressed={asked}
        title={`${model}: ${asked ? 'will be asked' : 'will not be asked'}`}
        onClick={() => toggle(lane)}
        className="inline-flex min-h-7 max-w-full items-center gap-[7px] rounded-[7px] border border-line bg-sunk px-2 text-[12.5px] aria-[pressed=false]:border-dashed aria-[pressed=false]:text-ink-2 aria-[pressed=false]:line-through"
      >
        <LaneBadge lane={lane} />
        <span className="truncate">{name}</span>
      </button>
    );
  });
}
