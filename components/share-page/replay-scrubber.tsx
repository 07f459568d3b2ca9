'use client';

import type { CSSProperties, KeyboardEvent } from 'react';
import { useReplay, useSharedTurn } from '@/lib/client/use-shared';

interface ReplayScrubberProps {
  ms: number;
  length: number;
  onSeek(): void;
}

/** The step of an arrow key: a part of the replay, at least so many ms. */
const KEY_STEP = 0.02;
const LEAST_STEP_MS = 100;

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** The position of the replay, which can be dragged or moved by keys. */
export function ReplayScrubber({ ms, length, onSeek }: ReplayScrubberProps) {
  const { replay } = useSharedTurn();
  const { phase } = useReplay();
  const seek = (to: number) => {
    onSeek();
    replay.seek(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    seek(ms + step * Math.max(LEAST_STEP_MS, length * KEY_STEP));
  };
  return (
    <input
      type="range"
      data-slot="replay-scrubber"
      aria-label="Moment of the replay"
      aria-valuetext={spoken(ms, length, phase === 'playing' ? 0 : 1)}
      min={0}
      max={length}
      step="any"
      value={ms}
      onChange={(event) => seek(event.target.valueAsNumber)}
      onKeyDown={onKeyDown}
      style={{ '--part': length === 0 ? 0 : Math.min(1, ms / length) } as CSSProperties}
      className="scrubber relative z-1 h-6 pointer-coarse:-my-2 pointer-coarse:h-[40px] min-w-0 flex-1"
    />
  );
}

/** In whole seconds while it plays, so that screen readers do not announce it ten times a second. */
function spoken(ms: number, length: number, digits: number): string {
  return `${(ms / 1000).toFixed(digits)} of ${(length / 1000).toFixed(1)} seconds`;
}
