'use client';

import { useRef } from 'react';
import { latestTurn, selectedTurn } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { isRunning } from '@/lib/comparison/answer';
import { lanesAskedIn } from '@/lib/comparison/turns';
import { promptText } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { useFollowOutput } from '../lane/use-follow-output';
import { useNewestAnswer } from '../lane/use-lane';
import { Button } from '../ui/button';
import { EarlierTurn } from './earlier-turn';
import { NewestTurn } from './newest-turn';

/** The lane's turns, the newest open. It follows the output while the reader is at its end; what is whole begins on top. */
export function PaneBody({ lane }: { lane: Lane }) {
  const box = useRef<HTMLElement>(null);
  const answer = useNewestAnswer(lane);
  const earlier = usePaneState((state) =>
    (state.record?.turns ?? []).filter(
      (known) =>
        known.turn < latestTurn(state) && (known.turn === selectedTurn(state) || lanesAskedIn(known).has(lane)),
    ),
  );
  const newest = useRef<HTMLDivElement>(null);
  const elsewhere = usePaneState((state) => selectedTurn(state) !== latestTurn(state));
  const running = answer && isRunning(answer) ? answer.run : null;
  const { away, toEnd } = useFollowOutput(box, answer, running, newest, elsewhere);
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
        {earlier.map((record) => (
          <EarlierTurn key={record.turn} lane={lane} turn={record.turn} prompt={promptText(record)} />
        ))}
        <div ref={newest}>
          <NewestTurn lane={lane} titled={earlier.length > 0} />
        </div>
      </section>
      {away && (
        <Button className="-translate-x-1/2 absolute bottom-3 left-1/2 shadow-sm" onClick={toEnd}>
          ↓ To the end
        </Button>
      )}
    </div>
  );
}
