import type { CSSProperties } from 'react';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';

/** Sets `--c`, the lane's colour, for everything inside. It goes by letter, so that a lane can be looked for by eye. */
export function laneColor(lane: Lane): CSSProperties {
  return { '--c': `var(--lane-${LANE_LETTERS.indexOf(lane) + 1})` } as CSSProperties;
}
