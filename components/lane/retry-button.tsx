'use client';

import type { MouseEvent } from 'react';
import { selectTurn, turnUnderWay } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { useWorkspace } from '@/lib/client/use-workspace';
import type { Answer } from '@/lib/comparison/answer';
import { Button } from '../ui/button';
import { roughly } from '../ui/format';
import { useSecondsLeft } from './use-seconds-left';

interface RetryButtonProps {
  answer: Extract<Answer, { phase: 'failed' }>;
}

/** Asks a lane again that has failed; not before its provider wants it. */
export function RetryButton({ answer }: RetryButtonProps) {
  const { retry, store } = useWorkspace();
  // A newer attempt is under way, or another turn.
  const running = usePaneState((state) => turnUnderWay(state, answer.lane) !== null);
  const left = useSecondsLeft(answer.endTimestamp, answer.failure.retryAfterMs ?? 0);
  if (running) return null;
  const press = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    if (left > 0) return;
    // The button goes with the failure; what can be done next with that turn stands at the pane's foot.
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
