import type { LanePhase } from './use-lane';

/** A shape per phase, so that colour is not the only sign: ring, half, dot, tick, square, cross, dash. */
export function PhaseMark({ phase }: { phase: LanePhase }) {
  const live = phase === 'waiting' || phase === 'thinking' || phase === 'writing';
  return (
    <svg
      aria-hidden="true"
      data-slot="phase-mark"
      viewBox="0 0 10 10"
      className={`size-2.5 flex-none ${live ? 'fill-(--c) stroke-(--c) motion-safe:animate-pulse' : 'fill-none stroke-current'}`}
      strokeWidth="1.5"
    >
      {shapeOf(phase)}
    </svg>
  );
}

function shapeOf(phase: LanePhase) {
  switch (phase) {
    case 'waiting':
      return <circle cx="5" cy="5" r="3.5" fill="none" />;
    case 'thinking':
      return (
        <>
          <circle cx="5" cy="5" r="3.5" fill="none" />
          <path d="M5 1.5a3.5 3.5 0 0 1 0 7z" stroke="none" />
        </>
      );
    case 'writing':
      return <circle cx="5" cy="5" r="3.5" />;
    case 'done':
      return <path d="M1.5 5.5 4 8l4.5-6" />;
    case 'stopped':
      return <rect x="2" y="2" width="6" height="6" />;
    case 'failed':
      return <path d="m2 2 6 6m0-6-6 6" />;
    case 'not-asked':
      return <path d="M2 5h6" />;
    default:
      return phase satisfies never;
  }
}

const WORDS: Record<LanePhase, string> = {
  waiting: 'Waiting',
  thinking: 'Thinking',
  writing: 'Writing',
  done: 'Done',
  stopped: 'Stopped',
  failed: 'Failed',
  'not-asked': 'Not asked',
};

/** A phase in the page's word for it. */
export function phaseWord(phase: LanePhase, queued: boolean): string {
  return phase === 'waiting' && queued ? 'Queued' : WORDS[phase];
}

interface StateLabelProps {
  phase: LanePhase;
  /** It waits until its source is free, or its provider has said that it is processing. */
  queued: boolean;
  /** What is known beside it; null for nothing. */
  note?: string | null;
}

/** The state of the lane in a word. */
export function StateLabel({ phase, queued, note = null }: StateLabelProps) {
  return (
    <span
      data-slot="pane-state"
      className={`ml-auto flex flex-none items-center gap-1.5 text-xs ${phase === 'failed' ? 'text-bad' : 'text-ink-2'}`}
    >
      <PhaseMark phase={phase} />
      <span>{[phaseWord(phase, queued), note].filter(Boolean).join(' · ')}</span>
    </span>
  );
}
