'use client';

import { usePaneState } from '@/lib/client/use-panes';
import { Picker } from '../picker/picker';
import { DraftChips } from './draft-chips';
import { LaneChips } from './lane-chips';
import { LineUpsButton } from './line-ups-button';

/** Who gets the next question: the lanes of the comparison, and models to be chosen. On a phone one line that scrolls. */
export function ModelChips() {
  const chosen = usePaneState((state) => state.record !== null);
  return (
    // The room for focus rings, which a scrolling box would cut, is taken back from around it.
    <div
      data-slot="model-chips"
      className="-m-1 mb-0 flex gap-1.5 overflow-x-auto p-1 pointer-coarse:-mt-[7px] pointer-coarse:gap-y-3.5 pointer-coarse:py-[7px] [scrollbar-width:none] sm:max-h-[22dvh] sm:flex-wrap sm:overflow-y-auto max-sm:group-data-running/composer:hidden slim:absolute slim:inset-x-0 slim:bottom-full slim:m-0 slim:flex-nowrap slim:border-line slim:border-t slim:bg-raised slim:px-4 slim:not-group-data-entered/composer:hidden idle:m-0 idle:max-w-[50%] idle:flex-none idle:flex-nowrap idle:overflow-visible idle:p-0"
    >
      {chosen && <LaneChips />}
      <DraftChips />
      {!chosen && (
        <>
          <Picker />
          <LineUpsButton />
        </>
      )}
    </div>
  );
}
