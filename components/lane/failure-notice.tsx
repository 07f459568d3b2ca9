'use client';

import { useReadOnly } from '@/lib/client/use-workspace';
import type { Answer } from '@/lib/comparison/answer';
import type { Failure } from '@/lib/protocol/failure';
import { failureWords, type Remedy } from './failure-words';
import { RetryButton } from './retry-button';

interface FailureNoticeProps {
  answer: Extract<Answer, { phase: 'failed' }>;
  failure: Failure;
}

const NONE: Remedy = { kind: 'none' };

/** Why there is no answer, or no whole one, and the button that may help; a reader can help nothing. */
export function FailureNotice({ answer, failure }: FailureNoticeProps) {
  const readOnly = useReadOnly();
  const { title, text, remedy: offered } = failureWords(failure, answer.text !== '');
  const remedy = readOnly ? NONE : offered;
  return (
    <section
      data-slot="failure-notice"
      aria-label={`Why this failed, ${answer.lane}, turn ${answer.turn}`}
      className="mt-3 rounded-lg border border-bad/35 bg-bad/5 px-3.5 py-3 text-[13.5px] first:mt-0"
    >
      <b className="mb-0.5 block font-semibold">{title}</b>
      <p className="text-ink-2">{text}</p>
      {remedy.kind === 'retry' && <RetryButton answer={answer} />}
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
