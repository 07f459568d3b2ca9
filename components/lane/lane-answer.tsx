'use client';

import { useState } from 'react';
import { type Answer, isRunning } from '@/lib/comparison/answer';
import { Markdown } from '../answer/markdown';
import { Boundary } from '../ui/boundary';
import { EndNote } from './end-note';
import { FailureNotice } from './failure-notice';
import { LaneNotes } from './lane-notes';
import { PlainAnswer } from './plain-answer';
import { Reasoning } from './reasoning';
import { RestOfAnswer } from './rest-of-answer';
import { TakingTurns } from './taking-turns';
import { Waiting } from './waiting';

/** One answer; should that fail to be drawn, its text alone. */
export function LaneAnswer({ answer }: { answer: Answer }) {
  return (
    <Boundary
      key={`${answer.turn}/${answer.attempt}`}
      fallback={(again) => <PlainAnswer text={answer.text} onReload={again} />}
    >
      <DrawnAnswer answer={answer} />
    </Boundary>
  );
}

/** An answer in whatever phase: this is the one place that decides by it. */
function DrawnAnswer({ answer }: { answer: Answer }) {
  // The run whose thoughts are open. Kept here: a replay takes them away until the lane thinks again.
  const [thoughtsOf, setThoughtsOf] = useState<string | null>(null);
  const running = isRunning(answer);
  return (
    <div data-slot="lane-answer" className="text-[14.5px] leading-[1.58]">
      {answer.reasoning !== '' && (
        <Reasoning
          answer={answer}
          open={thoughtsOf === answer.run}
          onToggle={(open) => setThoughtsOf(open ? answer.run : null)}
        />
      )}
      {answer.phase === 'waiting' && <Waiting answer={answer} />}
      {answer.text !== '' && (
        <TakingTurns>
          <Markdown text={answer.text} streaming={running} after={running ? <Caret /> : undefined} />
        </TakingTurns>
      )}
      <RestOfAnswer answer={answer} part="text" />
      <LaneNotes notes={answer.notes} />
      {(answer.phase === 'done' || answer.phase === 'stopped') && <EndNote answer={answer} />}
      {answer.phase === 'failed' && <FailureNotice answer={answer} failure={answer.failure} />}
    </div>
  );
}

function Caret() {
  return (
    <span aria-hidden="true" className="ml-px inline-block h-[15px] w-[7px] rounded-[1px] bg-(--c) align-[-2px]" />
  );
}
