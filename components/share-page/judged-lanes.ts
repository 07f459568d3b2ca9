import type { PaneState } from '@/lib/client/pane-state';
import { BLIND_TURN } from '@/lib/comparison/hides-names';
import { judgedAttempts } from '@/lib/comparison/judged-answers';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';

/** @returns the lanes that can be chosen in a poll, in the order of their letters; none while a lane answers. */
export function judgedLanes({ record, answers }: PaneState): Lane[] {
  const attempts = record && judgedAttempts(record, answers, BLIND_TURN);
  return LANE_LETTERS.filter((lane) => attempts?.[lane] !== undefined);
}
