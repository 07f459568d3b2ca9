'use client';

import { useWorkspace } from '@/lib/client/use-workspace';
import type { Answer } from '@/lib/comparison/answer';
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
  const { retry } = useWorkspace();
  const { title, text, remedy } = failureWords(failure);
  const left = useSecondsLeft(answer.endTimestamp, failure.retryAfterMs ?? 0);
  return (
    <section
      data-slot="failure-notice"
      aria-label="Why this failed"
      className="mt-3 rounded-lg border border-bad/35 bg-bad/5 px-3.5 py-3 text-[13.5px] first:mt-0"
    >
      <b className="mb-0.5 block font-semibold">{title}</b>
      <p className="text-ink-2">{text}</p>
      {remedy.kind === 'retry' && (
        <Button
          className="mt-3"
          aria-disabled={left > 0}
          onClick={() => left === 0 && void retry(answer.lane, answer.turn)}
        >
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
