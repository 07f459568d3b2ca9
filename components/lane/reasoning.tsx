'use client';

import { useEffect, useRef } from 'react';
import type { Answer } from '@/lib/comparison/answer';
import { momentsOf } from '@/lib/comparison/moments';
import { PlainText } from '../answer/plain-text';
import { tenths } from '../ui/format';
import { useElapsed } from '../ui/use-elapsed';
import { RestOfAnswer } from './rest-of-answer';
import { useFollowOutput } from './use-follow-output';

interface ReasoningProps {
  answer: Answer;
  open: boolean;
  onToggle(open: boolean): void;
}

/** What the model thought, folded. Open, it grows and follows its end. Its time runs from the first thought to the first word, else to the last thought. */
export function Reasoning({ answer, open, onToggle }: ReasoningProps) {
  const { firstReasoning, lastReasoning, firstText } = momentsOf(answer);
  const from = firstReasoning ?? answer.startedAt;
  const to = firstText !== null && firstText >= from ? firstText : (lastReasoning ?? from);
  const thinking = answer.phase === 'thinking';
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    // A reader may have opened it before React took over.
    const isOpen = details.current?.open ?? open;
    if (isOpen !== open) onToggle(isOpen);
  });
  return (
    <details
      ref={details}
      data-slot="reasoning"
      open={open}
      onToggle={(event) => onToggle(event.currentTarget.open)}
      className="group/reasoning mb-3 border-line-strong border-l-2 pl-2.5 text-[13px] text-ink-2"
    >
      <summary className="flex w-fit cursor-pointer pointer-coarse:min-h-[46px] list-none items-center gap-1.5 rounded tabular-nums hover:text-ink [&::-webkit-details-marker]:hidden">
        {thinking ? <ThinkingTime run={answer.run} from={from} /> : <span>{`Thought for ${tenths(to - from)}`}</span>}
        <span aria-hidden="true" className="text-[10px] group-open/reasoning:rotate-90">
          ▸
        </span>
      </summary>
      {/* Not rendered while folded: it may be long. */}
      {(open || !thinking) && <ReasoningText answer={answer} />}
    </details>
  );
}

function ReasoningText({ answer }: { answer: Answer }) {
  const box = useRef<HTMLElement>(null);
  useFollowOutput(box, answer.reasoning, answer.phase === 'thinking' ? answer.run : null);
  return (
    <section
      ref={box}
      aria-label={`What ${answer.lane} thought, turn ${answer.turn}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      dir="auto"
      className="mt-1.5 max-h-72 overflow-y-auto whitespace-pre-wrap [overflow-wrap:anywhere]"
    >
      <PlainText text={answer.reasoning} />
      <RestOfAnswer answer={answer} part="reasoning" />
    </section>
  );
}

interface ThinkingTimeProps {
  run: string;
  /** The first thought, ms since the run began. */
  from: number;
}

/** How long a lane has been thinking; it counts on between thoughts. */
export function ThinkingTime({ run, from }: ThinkingTimeProps) {
  const elapsed = useElapsed(true);
  return (
    // The clock went on between rendering on the server and here. It goes on ten times a second: no translator keeps up.
    <span
      suppressHydrationWarning
      translate="no"
    >{`Thinking, ${tenths(Math.max(0, elapsed(run) - from))} so far`}</span>
  );
}
