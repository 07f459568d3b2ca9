'use client';

import { selectedAnswer } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { useWorkspace } from '@/lib/client/use-workspace';
import { attemptsOf } from '@/lib/comparison/state';
import type { Lane } from '@/lib/protocol/lane';
import { StepButton } from '../ui/step-button';

interface AttemptPagerProps {
  lane: Lane;
  turn: number;
}

/** ‹ 2 / 3 ›: pages through the lane's attempts in a turn. */
export function AttemptPager({ lane, turn }: AttemptPagerProps) {
  const { selectAttempt } = useWorkspace();
  const attempts = usePaneState((state) => attemptsOf(state.answers, turn, lane).map(({ attempt }) => attempt));
  const selected = usePaneState((state) => selectedAnswer(state, turn, lane)?.attempt);
  if (attempts.length < 2) return null;
  const at = selected === undefined ? -1 : attempts.indexOf(selected);
  const step = (by: number) => {
    const attempt = attempts[at + by];
    if (attempt !== undefined) void selectAttempt(lane, turn, attempt);
  };
  return (
    <div data-slot="attempt-pager" className="ml-1 flex items-center text-ink-2 text-xs">
      <StepButton label={`Earlier attempt of ${lane}`} off={at <= 0} onStep={() => step(-1)}>
        ‹
      </StepButton>
      <span className="min-w-8 text-center tabular-nums" aria-live="polite">
        <span className="sr-only">Attempt </span>
        <span translate="no">{`${at + 1} / ${attempts.length}`}</span>
      </span>
      <StepButton label={`Later attempt of ${lane}`} off={at >= attempts.length - 1} onStep={() => step(1)}>
        ›
      </StepButton>
    </div>
  );
}
