'use client';

import type { MouseEvent } from 'react';

import { useWorkspace, useWorkspaceState } from '@/lib/client/use-workspace';
import { type Answer, isRunning } from '@/lib/comparison/answer';
import { latestAnswer } from '@/lib/comparison/state';
import { Button } from '../ui/button';
import { roughly } from '../ui/format';
import { useSecondsLeft } from './use-seconds-left';

interface RetryButtonProps {
  answer: Extract<Answer, { phase: 'failed' }>;
}

/** Asks a lane again that has failed; not before its provider wants it. */
export function RetryButton({ answer }: RetryButtonProps) {
  const { retry } = useWorkspace();
  // An older attempt that is looked at while a newer one is under way.
  const running = useWorkspaceState((state) => {
    const newest = latestAnswer(state.answers, answer.turn, answer.lane);
    return newest !== undefined && isRunning(newest);
  });
  const left = useSecondsLeft(answer.endTimestamp, answer.failure.retryAfterMs ?? 0);
  if (running) return null;
  const press = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    if (left > 0) return;
    // It goes with the failure; what can be done next stands at the pane's foot.
    currentTarget.closest('article')?.querySelector<HTMLElement>('[data-slot="pane-actions"] button')?.focus();
    void retry(answer.turn, answer.lane);
  };
  return (
    <Button className="mt-3" aria-disabled={left > 0} onClick={press}>
      {left > 0 ? `Retry in ${roughly(left * 1000)}` : 'Retry'}
    </Button>
  );
}
