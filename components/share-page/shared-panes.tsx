'use client';

import type { RefObject } from 'react';
import { lanesOf } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { SharedPane } from './shared-pane';
import { useHeldHeight } from './use-held-height';

/** The answers side by side, each in its full height; sideways there may be more. On paper one below another. */
export function SharedPanes({ box }: { box: RefObject<HTMLDivElement | null> }) {
  useHeldHeight(box);
  const lanes = usePaneState((state) => lanesOf(state).map(({ lane }) => lane));
  return (
    <div
      ref={box}
      data-slot="shared-panes"
      className={`grid snap-x snap-proximity grid-flow-col overflow-x-auto overflow-y-hidden bg-paper max-sm:items-start print:h-auto! print:grid-flow-row print:auto-cols-auto print:overflow-visible ${lanes.length === 1 ? 'auto-cols-[100%]' : 'auto-cols-[minmax(min(326px,92%),1fr)] sm:auto-cols-[minmax(310px,1fr)]'}`}
    >
      {lanes.map((lane) => (
        <SharedPane key={lane} lane={lane} />
      ))}
    </div>
  );
}
