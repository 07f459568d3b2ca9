'use client';

import { useWorkspaceState } from '@/lib/client/use-workspace';
import { Picker } from '../picker/picker';
import { DraftChips } from './draft-chips';
import { LaneChips } from './lane-chips';

/** Whom the next question goes to: models to be chosen, or the lanes that there are. */
export function ModelChips() {
  const chosen = useWorkspaceState((state) => state.record !== null);
  return (
    <div data-slot="model-chips" className="mb-1 flex max-h-[22dvh] flex-wrap gap-1.5 overflow-y-auto">
      {chosen ? (
        <LaneChips />
      ) : (
        <>
          <DraftChips />
          <Picker />
        </>
      )}
    </div>
  );
}
