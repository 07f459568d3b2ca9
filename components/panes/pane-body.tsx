'use client';

import { useRef } from 'react';
import { useWorkspaceState } from '@/lib/client/use-workspace';
import { isRunning } from '@/lib/comparison/answer';
import { attemptsOf } from '@/lib/comparison/state';
import type { Lane } from '@/lib/protocol/lane';
import { Button } from '../ui/button';
import { EarlierTurn } from './earlier-turn';
import { LaneAnswer } from './lane-answer';
import { useFollowOutput } from './use-follow-output';
import { useAnswer } from './use-lane';

/** The lane's turns, the newest open. It follows the output only while the reader is at its end. */
export function PaneBody({ lane }: { lane: Lane }) {
  const box = useRef<HTMLElement>(null);
  const answer = useAnswer(lane);
  const turns = useWorkspaceState((state) =>
    (state.record?.turns ?? []).filter(({ turn }) => attemptsOf(state.answers, turn, lane).length > 0),
  );
  const { away, toEnd } = useFollowOutput(box, answer, answer && isRunning(answer) ? answer.run : null);
  return (
    <div data-slot="pane-body" className="relative min-h-0">
      <section
        ref={box}
        id={`answer-${lane}`}
        data-slot="pane-scroll"
        aria-label={`Answer ${lane}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="measure size-full overflow-y-auto pt-3.5 pb-6 outline-offset-[-2px]"
      >
        {turns.slice(0, -1).map(({ turn, prompt }) => (
          <EarlierTurn key={turn} lane={lane} turn={turn} prompt={prompt} />
        ))}
        {answer && turns.length > 1 && (
          <p dir="auto" className="mb-3 border-line border-l-2 pl-2.5 text-[13px] text-ink-2 [overflow-wrap:anywhere]">
            {turns.at(-1)?.prompt}
          </p>
        )}
        {answer ? <LaneAnswer answer={answer} /> : <p className="text-ink-2 text-sm">Not asked yet.</p>}
      </section>
      {away && (
        <Button className="-translate-x-1/2 absolute bottom-3 left-1/2 shadow-sm" onClick={toEnd}>
          ↓ To the end
        </Button>
      )}
    </div>
  );
}
