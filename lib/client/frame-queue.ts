import type { StoreApi } from 'zustand/vanilla';
import { foldEvents } from '@/lib/comparison/fold-events';
import type { LogEntry } from '@/lib/protocol/run-event';
import type { PaneState } from './pane-state';

/** Entries of several runs, each run's in order. */
export type EntriesByRun = ReadonlyMap<string, readonly LogEntry[]>;

/**
 * Collects entries and hands them over once a frame, however many came: the screen cannot show more.
 *
 * @param schedule calls back before the next frame; how is the caller's, so that tests turn frames by hand.
 */
export function createFrameQueue(schedule: (flush: () => void) => void, take: (entries: EntriesByRun) => void) {
  let waiting = new Map<string, LogEntry[]>();
  return {
    push(run: string, entry: LogEntry): void {
      if (waiting.size === 0) schedule(flush);
      const entries = waiting.get(run);
      if (entries) entries.push(entry);
      else waiting.set(run, [entry]);
    },
  };

  function flush(): void {
    const entries = waiting;
    waiting = new Map();
    take(entries);
  }
}

/** Folds what is pushed into the store's answers, all of it once a frame. */
export function createFoldQueue(store: StoreApi<PaneState>, nextFrame: (flush: () => void) => void) {
  return createFrameQueue(nextFrame, (batch) => {
    store.setState((state) => {
      let { answers } = state;
      for (const [run, entries] of batch) answers = foldEvents(answers, run, entries);
      return { answers };
    });
  });
}
