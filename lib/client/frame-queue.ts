import type { StoreApi } from 'zustand/vanilla';
import { foldEvents } from '@/lib/comparison/fold-events';
import type { LogEntry } from '@/lib/protocol/run-event';
import type { PaneState } from './pane-state';

/** Entries of several runs, each run's in order. */
export type EntriesByRun = ReadonlyMap<string, readonly LogEntry[]>;

/**
 * Collects entries and hands them over once a frame: the screen cannot show more.
 *
 * @param schedule calls back before the next frame; tests turn frames by hand.
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

/** Folds the pushed entries into the store's answers, once a frame. */
export function createFoldQueue(store: StoreApi<PaneState>, nextFrame: (flush: () => void) => void) {
  return createFrameQueue(nextFrame, (batch) => {
    store.setState((state) => {
      let { answers } = state;
      for (const [run, entries] of batch) answers = foldEvents(answers, run, entries);
      return { answers };
    });
  });
}

/** How long to wait for a frame, ms. A hidden tab, or one that another window covers, may have none for hours. */
const LONGEST_FRAME_MS = 250;

/** A page's frames and timers; tests give their own. */
export interface FramePorts {
  /** Calls back before the next frame, if one comes. @returns cancels that. */
  onFrame(fire: () => void): () => void;
  /** Calls back in `ms`. @returns cancels that. */
  after(ms: number, fire: () => void): () => void;
}

/**
 * Calls back once, before the next frame. Where no frame comes, a timer does it: events that are read in a hidden tab
 * must be folded too, or they pile up.
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
