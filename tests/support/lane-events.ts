import type { Answer } from '@/lib/comparison/answer';
import { latestAnswer } from '@/lib/comparison/state';
import type { Failure } from '@/lib/protocol/failure';
import type { LaneEvent, RunEvent, RunEventOf, Usage } from '@/lib/protocol/run-event';
import { foldRuns } from './fold-runs';

const timestamp = '2026-11-22T10:00:00.000Z';
export const who = { lane: 'A', model: 'vendor/model' } as const;
/** The answer that these events of a lane make, which starts at 100 ms. */
export function answerOf(...events: LaneEvent[]): Answer {
  const log: RunEvent[] = [
    { type: 'run', at: 0, run: 'r', comparison: 'c', turn: 1, lanes: [who], timestamp },
    { type: 'start', at: 100, ...who, attempt: 1, timestamp },
    ...events,
  ];
  const answer = latestAnswer(foldRuns(['r', log]), 1, 'A');
  if (!answer) throw new Error('the log starts no answer');
  return answer;
}

export function text(at: number, content = 'word '): LaneEvent {
  return { type: 'chunk', at, ...who, content };
}

export function reasoning(at: number, content = 'hm '): LaneEvent {
  return { type: 'reasoning', at, ...who, content };
}

export function done(at: number, told: Partial<RunEventOf<'done'>> = {}): LaneEvent {
  const nothing = { usage: null, cost: null, provider: null, servedModel: null };
  return { type: 'done', at, ...who, timestamp, reason: 'stop', ...nothing, ...told };
}

export function failed(at: number, failure: Failure = { code: 'connection-lost' }): LaneEvent {
  return { type: 'error', at, ...who, timestamp, failure };
}

export function usage(input: number, output: number, thought = 0): Usage {
  return { input, output, reasoning: thought, cached: 0 };
}

export function retry(at: number, delayMs = 1000): LaneEvent {
  return { type: 'retry', at, ...who, try: 2, delayMs, failure: { code: 'rate-limited', status: 429 } };
}

/** So many equal pieces of text, evenly from one moment to the other. */
export function pieces(count: number, from: number, to: number, content = 'word '): LaneEvent[] {
  return Array.from({ length: count }, (_, index) =>
    text(Math.round(from + ((to - from) * index) / (count - 1)), content),
  );
}
