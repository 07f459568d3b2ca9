import type { LanePhase } from './use-lane';

const WORDS: Record<LanePhase, string> = {
  waiting: 'Waiting',
  thinking: 'Thinking',
  writing: 'Writing',
  done: 'Done',
  stopped: 'Stopped',
  failed: 'Failed',
  'not-asked': 'Not asked',
};

/** A phase in the word that the page uses for it. */
export function phaseWord(phase: LanePhase, queued: boolean): string {
  return phase === 'waiting' && queued ? 'Queued' : WORDS[phase];
}
