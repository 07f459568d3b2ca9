'use client';

import { isAsked, selectedAnswer, selectedTurn } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import type { Lane } from '@/lib/protocol/lane';
import { LaneAnswer } from '../lane/lane-answer';
import { LaneFigures } from '../lane/lane-figures';
import { AttemptPager } from './attempt-pager';

interface TurnAnswerProps {
  lane: Lane;
  turn: number;
}

/**
 * A lane's answer in an open turn, or a note that there is none. Header and foot of the pane belong to the selected turn, so
 * another open turn shows its own figures and attempts.
 */
export function TurnAnswer({ lane, turn }: TurnAnswerProps) {
  const answer = usePaneState((state) => selectedAnswer(state, turn, lane));
  const wasAsked = usePaneState((state) => isAsked(state, turn, lane));
  const selected = usePaneState((state) => selectedTurn(state) === turn);
  if (!answer) {
    return (
      <p data-slot="no-answer" className="text-ink-2 text-sm">
        {wasAsked ? 'Nothing has come yet.' : `Not asked in turn ${turn}.`}
      </p>
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      {!selected && <LaneFigures answer={answer} />}
      <LaneAnswer answer={answer} />
      {!selected && <AttemptPager lane={lane} turn={turn} />}
    </div>
  );
}
