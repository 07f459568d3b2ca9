'use client';

import type { MouseEvent } from 'react';
import { selectTurn, turnUnderWay } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { useReadOnly, useWorkspace } from '@/lib/client/use-workspace';
import type { Answer } from '@/lib/comparison/answer';
import { engineOf } from '@/lib/comparison/lanes';
import type { Failure } from '@/lib/protocol/failure';
import { Button } from '../ui/button';
import { roughly } from '../ui/format';
import { engineFailure } from './engine-failure';
import { failureWords, type Remedy } from './failure-words';
import { useLaneRecord } from './use-lane';
import { useSecondsLeft } from './use-seconds-left';

interface FailureNoticeProps {
  answer: Extract<Answer, { phase: 'failed' }>;
  failure: Failure;
}

const NONE: Remedy = { kind: 'none' };

/** Why there is no answer, or only a part, and the button that may help. A spectator gets no button. */
export function FailureNotice({ answer, failure }: FailureNoticeProps) {
  const readOnly = useReadOnly();
  const engine = engineOf(useLaneRecord(answer.lane, answer.turn));
  const begun = answer.text !== '';
  const own = engine === null ? null : engineFailure(failure, engine, begun);
  const { title, text, remedy: offered } = own ?? failureWords(failure, begun);
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
          className="hit mt-3 inline-flex min-h-[24px] items-center underline underline-offset-2"
        >
          {remedy.label}
        </a>
      )}
    </section>
  );
}

interface RetryButtonProps {
  answer: Extract<Answer, { phase: 'failed' }>;
}

/** Retries a failed lane; not before its provider allows it. */
export function RetryButton({ answer }: RetryButtonProps) {
  const { retry, store } = useWorkspace();
  // A newer attempt or another turn is running.
  const running = usePaneState((state) => turnUnderWay(state, answer.lane) !== null);
  const left = useSecondsLeft(answer.endTimestamp, answer.failure.retryAfterMs ?? 0);
  if (running) return null;
  const press = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    if (left > 0) return;
    // The button disappears with the failure, so the focus moves to the actions at the pane's foot.
    store.setState((state) => selectTurn(state, answer.turn));
    currentTarget.closest('article')?.querySelector<HTMLElement>('[data-slot="pane-actions"] button')?.focus();
    void retry(answer.turn, answer.lane);
  };
  return (
    <Button className="mt-3" aria-disabled={left > 0} onClick={press}>
      {left > 0 ? `Retry in ${roughly(left * 1000)}` : 'Retry'}
    </Button>
  );
}
