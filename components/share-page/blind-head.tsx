'use client';

import type { Lane } from '@/lib/protocol/lane';
import { LaneBadge, laneColor } from '../lane/lane-badge';
import { PhaseMark, phaseWord, StateLabel } from '../lane/phase-mark';
import { useHeadingId, useLanePhase } from '../lane/use-lane';

/** The letter of an answer, and how it ended. */
export function BlindHead({ lane }: { lane: Lane }) {
  const headingId = useHeadingId(lane);
  const phase = useEndPhase(lane);
  return (
    <header data-slot="pane-header" className="measure row-span-2 flex items-center gap-2 pt-2.5 pb-0.5">
      <LaneBadge lane={lane} />
      <h2 id={headingId} className="font-semibold text-sm">{`Answer ${lane}`}</h2>
      {phase && <StateLabel phase={phase} queued={false} />}
    </header>
  );
}

interface BlindTabProps {
  lane: Lane;
  current: boolean;
  onGo: () => void;
}

/** An answer in the strip. */
export function BlindTab({ lane, current, onGo }: BlindTabProps) {
  const phase = useEndPhase(lane);
  return (
    <button
      type="button"
      data-slot="lane-tab"
      aria-current={current}
      aria-label={`Answer ${lane}${phase ? `, ${phaseWord(phase, false)}` : ''}`}
      style={laneColor(lane)}
      onClick={onGo}
      className="low:min-h-9 flex min-h-10 min-w-0 flex-1 items-center justify-center gap-1 border-transparent border-b-3 text-ink-2 -outline-offset-2 aria-[current=true]:border-(--c) aria-[current=true]:text-ink"
    >
      <LaneBadge lane={lane} />
      {phase === 'failed' && (
        <span className="text-bad">
          <PhaseMark phase={phase} />
        </span>
      )}
    </button>
  );
}

/** @returns how the lane ended, if not well: until all have ended nobody learns which one is how far. */
function useEndPhase(lane: Lane) {
  const phase = useLanePhase(lane);
  return phase === 'failed' || phase === 'stopped' ? phase : undefined;
}
