'use client';

import { useTurns } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';
import { StepButton } from '../ui/step-button';

/** Shows the selected turn and steps to the others. A shared comparison has a track per turn instead. */
export function TurnStepper() {
  const { turn, newest, earlier, later, select } = useTurns();
  const readOnly = useReadOnly();
  if (newest < 2 || readOnly) return null;
  return (
    <div data-slot="turn-stepper" className="-my-1 flex items-center gap-1 md:-ml-1">
      <StepButton label="Earlier turn" off={earlier === null} onStep={() => earlier !== null && select(earlier)}>
        ‹
      </StepButton>
      <span className="tabular-nums" aria-live="polite">{`Turn ${turn} of ${newest}`}</span>
      <StepButton label="Later turn" off={later === null} onStep={() => later !== null && select(later)}>
        ›
      </StepButton>
    </div>
  );
}
