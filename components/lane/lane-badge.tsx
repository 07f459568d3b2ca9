import type { CSSProperties } from 'react';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';

/** A lane's letter on its colour. */
export function LaneBadge({ lane }: { lane: Lane }) {
  return (
    <span
      data-slot="lane-badge"
      translate="no"
      style={laneColor(lane)}
      className="inline-block size-4 flex-none rounded bg-(--c) text-center font-semibold text-[10.5px] text-paper leading-4 low:group-data-many/rows:size-[13px] low:group-data-many/rows:text-[9.5px] low:group-data-many/rows:leading-[13px]"
    >
      {lane}
    </span>
  );
}

/** Sets `--c`, the lane's colour, which depends on its letter only, so that a lane can be found by eye. */
export function laneColor(lane: Lane): CSSProperties {
  return { '--c': `var(--lane-${LANE_LETTERS.indexOf(lane) + 1})` } as CSSProperties;
}
