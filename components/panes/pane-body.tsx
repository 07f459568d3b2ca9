'use client';

import { useRef } from 'react';
import { latestTurn, selectedTurn } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { isRunning } from '@/lib/comparison/answer';
import { lanesAskedIn, turnOf } from '@/lib/comparison/turns';
import { promptText } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { TextWithFormulas } from '../answer/text-with-formulas';
import { useFollowOutput } from '../lane/use-follow-output';
import { useNewestAnswer } from '../lane/use-lane';
import { Button } from '../ui/button';
import { EarlierTurn } from './earlier-turn';
import { QuietNotice } from './quiet-notice';
import { TurnAnswer } from './turn-answer';
import { WidthHandle } from './width-handle';

/** The lane's turns, the newest one open. It follows the output while the reader is at the end, and shows the beginning of an answer that is complete. */
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
        // Strict: what grows inside is laid out alone, not with the page around it, which halves the time.
        className="measure contain-strict size-full scroll-pt-3.5 overflow-y-auto pt-3.5 pb-6 outline-offset-[-2px]"
      >
        {earlier.map((record) => (
          <EarlierTurn key={record.turn} lane={lane} turn={record.turn} prompt={promptText(record)} />
        ))}
        <div ref={newest} className="[scroll-initial-target:nearest]">
          <NewestTurn lane={lane} titled={earlier.length > 0} />
        </div>
      </section>
      {away && (
        <Button className="-translate-x-1/2 absolute bottom-3 left-1/2 shadow-sm" onClick={toEnd}>
          ↓ To the end
        </Button>
      )}
      <QuietNotice lane={lane} />
      <WidthHandle lane={lane} />
    </div>
  );
}

interface NewestTurnProps {
  lane: Lane;
  /** Other turns are above it, so it shows its prompt. */
  titled: boolean;
}

/** The newest turn of the comparison; it is always open. */
export function NewestTurn({ lane, titled }: NewestTurnProps) {
  const turn = usePaneState(latestTurn);
  const prompt = usePaneState(({ record }) => {
    const known = turnOf(record?.turns ?? [], turn);
    return known && promptText(known);
  });
  return (
    <>
      {titled && (
        <p dir="auto" className="mb-3 border-line border-l-2 pl-2.5 text-[13px] text-ink-2 [overflow-wrap:anywhere]">
          <TextWithFormulas text={prompt ?? ''} />
        </p>
      )}
      <TurnAnswer lane={lane} turn={turn} />
    </>
  );
}
