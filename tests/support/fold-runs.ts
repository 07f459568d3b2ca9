import { foldEvents } from '@/lib/comparison/fold-events';
import { type ComparisonState, emptyState } from '@/lib/comparison/state';
import type { LogEntry, RunEvent } from '@/lib/protocol/run-event';

/** The comparison after these runs, each given by its id and its log so far. */
export function foldRuns(...runs: (readonly [run: string, events: readonly RunEvent[]])[]): ComparisonState {
  return runs.reduce<ComparisonState>((state, [run, events]) => foldEvents(state, run, numbered(events)), emptyState);
}

/** Events as a log numbers them, from 1. */
export function numbered(events: readonly RunEvent[]): LogEntry[] {
  return events.map((event, index) => ({ sequence: index + 1, event }));
}
