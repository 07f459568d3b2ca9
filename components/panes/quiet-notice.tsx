'use client';

import { useEffect, useState } from 'react';
import { lanesEnded } from '@/lib/client/catch-up';
import { selectedTurn, turnUnderWay } from '@/lib/client/pane-state';
import { usePaneSource, usePaneState } from '@/lib/client/use-panes';
import { useWorkspace } from '@/lib/client/use-workspace';
import { isInQueue } from '@/lib/comparison/answer';
import { lastSign } from '@/lib/comparison/moments';
import { latestAnswer } from '@/lib/comparison/state';
import type { Lane } from '@/lib/protocol/lane';
import { Button } from '../ui/button';

/** A lane that says nothing for so long is quiet, ms. */
const QUIET_MS = 10_000;

const STEP_MS = 1000;

/** Over the end of an answer that has stood still for a while: since when, and what can be done. */
export function QuietNotice({ lane }: { lane: Lane }) {
  const workspace = useWorkspace();
  const { clocks } = usePaneSource();
  const turn = usePaneState(selectedTurn);
  const { run, since } = usePaneState((state) => {
    const answer = turnUnderWay(state, lane) === turn ? latestAnswer(state.answers, turn, lane) : undefined;
    // A lane in the queue is not quiet: it has not been called.
    if (!answer || isInQueue(answer)) return {};
    return { run: answer.run, since: lastSign(answer) };
  });
  const [accepted, setAccepted] = useState<number>();
  useStep(run !== undefined);
  if (run === undefined || since === undefined || accepted === since) return null;
  const quiet = clocks.elapsed(run) - since;
  if (quiet < QUIET_MS) return null;
  const retry = async () => {
    await workspace.stop(lane, turn);
    await lanesEnded(workspace, turn, [lane]);
    // It may have ended by itself meanwhile: an answer is not paid for twice.
    if (latestAnswer(workspace.store.getState().answers, turn, lane)?.phase === 'stopped')
      await workspace.retry(turn, lane);
  };
  return (
    <div
      data-slot="quiet-notice"
      className="measure absolute inset-x-0 bottom-0 flex flex-wrap items-center gap-1.5 border-line border-t bg-raised py-1.5 text-[13px]"
    >
      <span role="status" className="mr-auto text-ink-2">{`Quiet for ${Math.floor(quiet / STEP_MS)} s`}</span>
      <Button look="quiet" onClick={() => setAccepted(since)}>
        Keep waiting
      </Button>
      <Button look="quiet" onClick={() => void workspace.stop(lane, turn)}>
        Stop
      </Button>
      <Button look="quiet" onClick={() => void retry()}>
        Retry
      </Button>
    </div>
  );
}

/** Renders the component once a second while the lane is under way. */
function useStep(isUnderWay: boolean): void {
  const [, setStep] = useState(0);
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(() => setStep((step) => step + 1), STEP_MS);
    return () => clearInterval(timer);
  }, [isUnderWay]);
}
