'use client';

import { useRetry } from '@/lib/client/use-retry';
import { useWorkspaceState } from '@/lib/client/use-workspace';
import { type Answer, isRunning } from '@/lib/comparison/answer';
import { latestAnswer } from '@/lib/comparison/state';
import type { Failure } from '@/lib/protocol/failure';
import { Button } from '../ui/button';
import { failureWords } from './failure-words';
import { useSecondsLeft } from './use-seconds-left';

interface FailureNoticeProps {
  answer: Extract<Answer, { phase: 'failed' }>;
  failure: Failure;
}

/** Why there is no answer, or no whole one, and the button that may help. */
export function FailureNotice({ answer, failure }: FailureNoticeProps) {
  const retry = useRetry();
  // An older attempt that is looked at while a newer one is under way.
  const running = useWorkspaceState((state) => {
    const newest = latestAnswer(state.answers, answer.turn, answer.lane);
    return newest !== undefined && isRunning(newest);
  });
  const { title, text, remedy } = failureWords(failure);
  const left = useSecondsLeft(answer.endTimestamp, failure.retryAfterMs ?? 0);
  return (
    <section
      data-slot="failure-notice"
      aria-label={`Why this failed, ${answer.lane}, turn ${answer.turn}`}
      className="mt-3 rounded-lg border border-bad/35 bg-bad/5 px-3.5 py-3 text-[13.5px] first:mt-0"
    >
      <b className="mb-0.5 block font-semibold">{title}</b>
      <p className="text-ink-2">{text}</p>
      {remedy.kind === 'retry' && !running && (
        <Button className="mt-3" aria-disabled={left > 0} onClick={() => left === 0 && retry(answer.turn, answer.lane)}>
          {left > 0 ? `Retry in ${left} s` : 'Retry'}
        </Button>
      )}
      {remedy.kind === 'link' && (
        <a
          href={remedy.href}
          target="_blank"
          rel="noreferrer"
          className="mt-3 inline-block underline underline-offset-2"
        >
          {remedy.label}
        </a>
      )}
    </section>
  );
}
