'use client';

import type { Lane } from '@/lib/protocol/lane';
import { LaneFigures } from './lane-figures';
import { useAnswer } from './use-lane';

/** The figures of the lane's answer in the selected turn. */
export function PaneFigures({ lane }: { lane: Lane }) {
  const answer = useAnswer(lane);
  return (
    <div data-slot="pane-figures" className="measure min-h-6 border-line border-b pb-2 low:pb-1">
      {answer && <LaneFigures answer={answer} />}
    </div>
  );
}
