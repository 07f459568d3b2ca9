import type { Answer } from '@/lib/comparison/answer';

const WORDS = {
  waiting: 'Waiting',
  thinking: 'Thinking',
  writing: 'Writing',
  done: 'Done',
  stopped: 'Stopped',
  failed: 'Failed',
} as const;

/** How the lane goes, in a word. */
export function PaneState({ answer }: { answer: Answer }) {
  const running = answer.phase === 'waiting' || answer.phase === 'thinking' || answer.phase === 'writing';
  return (
    <span
      data-slot="pane-state"
      className={`ml-auto flex flex-none items-center gap-1.5 text-xs ${answer.phase === 'failed' ? 'text-bad' : 'text-ink-2'}`}
    >
      {running && <i aria-hidden="true" className="size-[7px] rounded-full bg-(--c) motion-safe:animate-pulse" />}
      {answer.phase === 'waiting' && answer.queuedAt !== null ? 'Queued' : WORDS[answer.phase]}
    </span>
  );
}
