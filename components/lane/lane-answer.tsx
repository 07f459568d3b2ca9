'use client';

import { type ReactNode, use, useState } from 'react';
import { useNamesHidden, usePaneState } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';
import { type Answer, isInQueue, isRunning, type RunningAnswer } from '@/lib/comparison/answer';
import { engineOf } from '@/lib/comparison/lanes';
import { loadingWords } from '@/lib/comparison/loading';
import { missingWords } from '@/lib/comparison/note-words';
import { turnOf } from '@/lib/comparison/turns';
import { LateMarkdown } from '../answer/late-markdown';
import { Boundary } from '../ui/boundary';
import { FailureNotice } from './failure-notice';
import { shortFailure } from './failure-words';
import { LaneNotes } from './lane-notes';
import { PlainAnswer } from './plain-answer';
import { Reasoning } from './reasoning';
import { RestOfAnswer } from './rest-of-answer';
import { useLaneRecord } from './use-lane';

/** One answer; if rendering fails, its plain text. */
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

/** An answer in any phase. Only here the phase decides what is rendered. */
function DrawnAnswer({ answer }: { answer: Answer }) {
  // The run whose thoughts are open. Kept here, because a replay removes them until the lane thinks again.
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
          <LateMarkdown text={answer.text} streaming={running} after={running ? CARET : undefined} />
        </TakingTurns>
      )}
      <RestOfAnswer answer={answer} part="text" />
      <LaneNotes notes={answer.notes} />
      {(answer.phase === 'done' || answer.phase === 'stopped') && <EndNote answer={answer} />}
      {!running && <LoadingNote answer={answer} />}
      {!running && <TellingNote answer={answer} />}
      {answer.phase === 'failed' && <FailureNotice answer={answer} failure={answer.failure} />}
    </div>
  );
}

/** Always the same element: what has not changed is not rendered again because of it. */
const CARET = (
  <span aria-hidden="true" className="ml-px inline-block h-[15px] w-[7px] rounded-[1px] bg-(--c) align-[-2px]" />
);

type WellEnded = Extract<Answer, { phase: 'done' | 'stopped' }>;

/** A note on an answer that ended without failure, but was stopped, cut, or has no text. */
export function EndNote({ answer }: { answer: WellEnded }) {
  const words = wordsFor(answer);
  if (!words) return null;
  return (
    <p data-slot="end-note" className="mt-3 text-[13px] text-ink-2">
      {words}
    </p>
  );
}

/** That a slow first word of an engine had another reason than the model's speed. */
export function LoadingNote({ answer }: { answer: Answer }) {
  const { lane, turn } = answer;
  const isEngine = engineOf(useLaneRecord(lane, turn)) !== null;
  const words = usePaneState((state) => (isEngine ? loadingWords(state.answers, answer) : null));
  return words === null ? null : (
    <p data-slot="loading-note" className="mt-3 text-[13px] text-ink-2">
      {words}
    </p>
  );
}

/** That whoever chose may have known who wrote this. */
export function TellingNote({ answer }: { answer: Answer }) {
  const { lane, turn, attempt } = answer;
  const isTelling = usePaneState(({ record }) => {
    const ballot = turnOf(record?.turns ?? [], turn)?.ballot;
    return (ballot?.telling.includes(lane) ?? false) && ballot?.judged[lane] === attempt;
  });
  return isTelling ? (
    <p data-slot="telling-note" className="mt-3 text-[13px] text-ink-2">
      Names its maker, so the board leaves this ballot out unless it is asked to count it.
    </p>
  ) : null;
}

function wordsFor({ ending, text, notes, queue }: WellEnded): string | null {
  if (queue?.to === null) return 'Stopped in the queue. Its model was not called.';
  switch (ending.reason) {
    case 'stopped':
      return text === ''
        ? 'Stopped before the first word. You may still be charged for what was generated.'
        : 'Stopped. You may still be charged for what was generated.';
    case 'length':
      return 'Cut off at the max-tokens limit.';
    case 'filtered':
      return 'Cut off by the provider’s content filter.';
    case 'stop':
      // Notes that came instead of text explain themselves.
      return text === '' && missingWords(notes).length === 0 ? 'The model returned an empty answer.' : null;
    default:
      return ending.reason satisfies never;
  }
}

/** Before anything has arrived: quiet lines, and what is known about the wait. */
export function Waiting({ answer }: { answer: RunningAnswer }) {
  const readOnly = useReadOnly();
  const hidden = useNamesHidden();
  const retry = answer.tries.at(-1);
  return (
    <div data-slot="waiting" className="grid gap-2.5">
      <p className="text-[13px] text-ink-2">
        {hidden
          ? 'All texts come at once, when the last one has ended.'
          : retry
            ? `${capital(shortFailure(retry.failure))}; try ${retry.try} of 3 follows by itself.`
            : isInQueue(answer)
              ? 'Queued: its engine answers one at a time.'
              : answer.queuedAt === null
                ? 'Waiting for the first word.'
                : 'The provider is processing.'}
      </p>
      {/* In a replay they would be higher than a short answer, and move what is below. */}
      {!readOnly &&
        ['w-11/12', 'w-4/5', 'w-3/5'].map((width) => (
          <span key={width} aria-hidden="true" className={`h-3 rounded bg-sunk motion-safe:animate-pulse ${width}`} />
        ))}
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * On the server, renders its children in their own turn of the event loop, since eight long answers in one turn would delay
 * all lanes. It is in no Suspense boundary, so the page is sent whole. In a browser it does nothing.
 */
export function TakingTurns({ children }: { children: ReactNode }) {
  // The environment never changes, so the number of hooks does not either. React keeps the promise while it waits.
  if (typeof window === 'undefined') use(new Promise<void>((resolve) => void setImmediate(resolve)));
  return children;
}
