'use client';

import { useTurns } from '@/lib/client/use-shown';
import { useReadOnly } from '@/lib/client/use-workspace';
import { StepButton } from './step-button';

/** Which turn the track shows, and the way to the others; a shared one has a track for each. */
export function TurnStepper() {
  const { turn, turns, show } = useTurns();
  const readOnly = useReadOnly();
  if (turns < 2 || readOnly) return null;
  return (
    <div data-slot="turn-stepper" className="-my-1 flex items-center gap-1 md:-ml-1">
      <StepButton label="Earlier turn" off={turn <= 1} onStep={() => show(turn - 1)}>
        ‹
      </StepButton>
      <span className="tabular-nums" aria-live="polite">{`Turn ${turn} of ${turns}`}</span>
      <StepButton label="Later turn" off={turn >= turns} onStep={() => show(turn + 1)}>
        ›
      </StepButton>
    </div>
  );
}
