import { judgedAttempts } from '@/lib/comparison/judged-answers';
import type { Lane } from '@/lib/protocol/lane';
import { lanesOf, type PaneState } from './pane-state';

/** @returns the lanes that can be chosen in a turn, in their order on the page; none while one of its lanes answers. */
export function judgedLanes(state: PaneState, turn: number): Lane[] {
  const attempts = state.record && judgedAttempts(state.record, state.answers, turn);
  return lanesOf(state).flatMap(({ lane }) => (attempts?.[lane] === undefined ? [] : [lane]));
}
