'use client';

import { listOf } from '@/lib/client/list-of';
import { useShared, useSharedTurn } from '@/lib/client/use-shared';
import { lanesLeftOut, turnOf } from '@/lib/comparison/turns';

/** Which lanes of the comparison a turn was not asked of: they have no pane in it. */
export function LeftOutNote() {
  const { record } = useShared();
  const { turn } = useSharedTurn();
  const own = turnOf(record.turns, turn);
  const lanes = own ? lanesLeftOut(record, own) : [];
  if (lanes.length === 0) return null;
  return (
    <p data-slot="left-out-note" className="pb-3.5 text-[13.5px] text-ink-2">
      {`Not asked in turn ${turn}: ${listOf(lanes)}`}
    </p>
  );
}
