'use client';

import { isQueued } from '@/lib/comparison/answer';
import type { Lane } from '@/lib/protocol/lane';
import { LaneBadge, laneColor } from './lane-badge';
import { PhaseMark, phaseWord } from './phase-mark';
import { useLanePhase, useLaneRecord, useOfAnswer } from './use-lane';

interface LaneTabProps {
  lane: Lane;
  current: boolean;
  onGo: () => void;
}

/** A lane in the strip: its letter, its name if there is room, and its state as a shape. */
export function LaneTab({ lane, current, onGo }: LaneTabProps) {
  const { name } = useLaneRecord(lane);
  const phase = useLanePhase(lane);
  const queued = useOfAnswer(lane, isQueued) ?? false;
  return (
    <button
      type="button"
      data-slot="lane-tab"
      aria-current={current}
      aria-label={`${lane} ${name}${phase ? `, ${phaseWord(phase, queued)}` : ''}`}
      style={laneColor(lane)}
      onClick={onGo}
      className="low:min-h-9 flex min-h-10 pointer-coarse:!min-h-[43px] min-w-0 flex-1 items-center justify-center gap-1 border-transparent border-b-3 text-ink-2 -outline-offset-2 aria-[current=true]:border-(--c) aria-[current=true]:text-ink"
    >
      <LaneBadge lane={lane} />
      {/* The button's name begins with the letter; the space separates it from the rest. */}
      <span translate="no" className="min-w-0 truncate text-xs max-sm:hidden">{` ${name}`}</span>
      {phase && (
        <span className={phase === 'failed' ? 'text-bad' : ''}>
          <PhaseMark phase={phase} />
        </span>
      )}
    </button>
  );
}
