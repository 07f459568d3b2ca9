'use client';

import { lanesOf, selectedTurn, turnUnderWay } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { useComposerState, useReadOnly, useWorkspace } from '@/lib/client/use-workspace';
import { latestAnswer } from '@/lib/comparison/state';
import { useSecondsLeft } from '../lane/use-seconds-left';
import { Button } from '../ui/button';

/** Retries all failed lanes of the selected turn, if there are two or more; not before their providers allow it. */
export function RetryAll() {
  return useReadOnly() ? null : <RetryAllButton />;
}

function RetryAllButton() {
  const { retry } = useWorkspace();
  const turn = usePaneState(selectedTurn);
  const failed = usePaneState((state) =>
    lanesOf(state).flatMap(({ lane }) => {
      const answer = latestAnswer(state.answers, turn, lane);
      return answer?.phase === 'failed' && turnUnderWay(state, lane) === null ? [answer] : [];
    }),
  );
  const asking = useComposerState((state) => state.asking);
  const until = Math.max(
    0,
    ...failed.map(({ endTimestamp, failure }) => Date.parse(endTimestamp) + (failure.retryAfterMs ?? 0)),
  );
  const latest = failed.find(
    ({ endTimestamp, failure }) => Date.parse(endTimestamp) + (failure.retryAfterMs ?? 0) === until,
  );
  const left = useSecondsLeft(latest?.endTimestamp ?? '', latest?.failure.retryAfterMs ?? 0);
  if (failed.length < 2) return null;
  return (
    <Button
      aria-disabled={left > 0 || asking}
      onClick={() => left === 0 && !asking && void retry(turn, ...failed.map(({ lane }) => lane))}
      className="!min-h-7"
    >
      {left > 0 ? `Retry all failed in ${left} s` : 'Retry all failed'}
    </Button>
  );
}
