import { PhaseMark } from './phase-mark';
import { phaseWord } from './phase-word';
import type { LanePhase } from './use-lane';

interface PaneStateProps {
  phase: LanePhase;
  /** The provider has said that it is processing. */
  queued: boolean;
}

/** How the lane goes, in a word. */
export function PaneState({ phase, queued }: PaneStateProps) {
  return (
    <span
      data-slot="pane-state"
      className={`ml-auto flex flex-none items-center gap-1.5 text-xs ${phase === 'failed' ? 'text-bad' : 'text-ink-2'}`}
    >
      <PhaseMark phase={phase} />
      <span>{phaseWord(phase, queued)}</span>
    </span>
  );
}
