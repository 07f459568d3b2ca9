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

/** How long a frame is waited for, ms. A tab that is hidden, or covered by another window, may have none for hours. */
const LONGEST_FRAME_MS = 250;

/** What a page has of frames and time; tests give their own. */
export interface FramePorts {
  /** Calls back before the next frame, if there is one. @returns what takes that back. */
  onFrame(fire: () => void): () => void;
  /** Calls back in `ms`. @returns what takes that back. */
  after(ms: number, fire: () => void): () => void;
}

/**
 * Calls back once, before the next frame. Where no frame comes, whatever keeps it away, a timer does it: what is read
 * while nobody looks has to be folded too, or it piles up.
 */
export function nextFrame(flush: () => void, { onFrame, after }: FramePorts = browserFrames): void {
  const once = () => {
    cancelFrame();
    cancelTimer();
    flush();
  };
  const cancelFrame = onFrame(once);
  const cancelTimer = after(LONGEST_FRAME_MS, once);
}

const browserFrames: FramePorts = {
  onFrame(fire) {
    const frame = requestAnimationFrame(fire);
    return () => cancelAnimationFrame(frame);
  },
  after(ms, fire) {
    const timer = setTimeout(fire, ms);
    return () => clearTimeout(timer);
  },
};
