import type { Lane } from '@/lib/protocol/lane';
import { laneColor } from './lane-color';

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
