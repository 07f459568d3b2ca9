'use client';

import { useWorkspace, useWorkspaceState } from '@/lib/client/use-workspace';
import { LANE_LETTERS } from '@/lib/protocol/lane';
import { LaneBadge } from '../ui/lane-badge';

/** The models chosen for a new comparison, each with the letter that it will have. */
export function DraftChips() {
  const { store } = useWorkspace();
  const lanes = useWorkspaceState((state) => state.draft.lanes);
  const remove = (key: number) =>
    store.setState(({ draft }) => ({ draft: { ...draft, lanes: draft.lanes.filter((lane) => lane.key !== key) } }));
  return lanes.map(({ key, model }, index) => {
    const letter = LANE_LETTERS[index];
    return (
      <span
        key={key}
        data-slot="draft-chip"
        className="inline-flex min-h-7 max-w-full items-center gap-[7px] rounded-[7px] border border-line bg-sunk pl-2 text-[12.5px]"
      >
        {letter && <LaneBadge lane={letter} />}
        <span className="truncate" title={model.id}>
          {model.name}
        </span>
        <button
          type="button"
          aria-label={`Remove ${letter}, ${model.name}`}
          onClick={() => remove(key)}
          className="h-7 rounded-[7px] px-2 text-ink-2 hover:text-ink"
        >
          ×
        </button>
      </span>
    );
  });
}
