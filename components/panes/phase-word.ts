import type { Phase } from '@/lib/comparison/answer';

const WORDS: Record<Phase, string> = {
  waiting: 'Waiting',
  thinking: 'Thinking',
  writing: 'Writing',
  done: 'Done',
  stopped: 'Stopped',
  failed: 'Failed',
};

/** A phase in the word that the page uses for it. */
export function phaseWord(phase: Phase, queued: boolean): string {
  return phase === 'waiting' && queued ? 'Queued' : WORDS[phase];
}
