import type { RunEvent } from '@/lib/protocol/run-event';

/** The whole frames of a reading's log, without its comments and its record. */
export function framesOf(text: string): string[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .filter((frame) => frame.startsWith('id: '));
}

export function eventOf(frame: string): RunEvent {
  return JSON.parse(frame.slice(frame.indexOf('data: ') + 6)) as RunEvent;
}
