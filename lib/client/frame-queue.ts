import type { StoreApi } from 'zustand/vanilla';
import { foldEvents } from '@/lib/comparison/fold-events';
import type { Lane } from '@/lib/protocol/lane';
import type { LogEntry } from '@/lib/protocol/run-event';
import type { PaneState } from './pane-state';

/** Entries of several runs, each run's in order. */
export type EntriesByRun = ReadonlyMap<string, readonly LogEntry[]>;

/**
 * How long text stays on the screen before more is drawn, ms for each lane that was drawn. So two lanes are drawn at every
 * frame of a usual screen, four at every second and eight at every fourth, which looks the same. Plain text nodes in eight
 * panes at every frame keep a slow machine busy with layout and painting for 800 of 1000 ms, whatever writes them.
 */
const LANE_MS = 7;

/** Calls back before the first frame that begins in `leastMs` or later, 0 by default. */
export type ScheduleFrame = (flush: () => void, leastMs?: number) => void;

/**
 * Collects entries and hands them over once a frame, since the screen cannot show more; less often where many lanes write.
 * An entry that is no text goes with the next frame, and takes the others along.
 *
 * @param schedule tests turn frames by hand.
 */
export function createFrameQueue(schedule: ScheduleFrame, take: (entries: EntriesByRun) => void) {
  let waiting = new Map<string, LogEntry[]>();
  /** The lanes whose text waits, and how many had text in the last frame. */
  let lanes = new Set<Lane>();
  let drawn = 0;
  let isDue: 'not' | 'soon' | 'next frame' = 'not';
  return {
    push(run: string, entry: LogEntry): void {
      const { event } = entry;
      const isText = event.type === 'chunk' || event.type === 'reasoning';
      if (isText) lanes.add(event.lane);
      const entries = waiting.get(run);
      if (entries) entries.push(entry);
      else waiting.set(run, [entry]);
      if (isText ? isDue !== 'not' : isDue === 'next frame') return;
      isDue = isText ? 'soon' : 'next frame';
      schedule(flush, isText ? drawn * LANE_MS : 0);
    },
  };

  function flush(): void {
    if (waiting.size === 0) return;
    const entries = waiting;
    waiting = new Map();
    drawn = lanes.size;
    lanes = new Set();
    isDue = 'not';
    take(entries);
  }
}

/** Folds the pushed entries into the store's answers, once a frame. */
export function createFoldQueue(store: StoreApi<PaneState>, nextFrame: ScheduleFrame) {
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
 * Calls back once, before the next frame, or before the first that begins in `leastMs` or later. Where no frame comes, a
 * timer does it: events that are read in a hidden tab must be folded too, or they pile up.
 */
export function nextFrame(flush: () => void, leastMs = 0, { onFrame, after }: FramePorts = browserFrames): void {
  if (leastMs > 0) {
    after(leastMs, () => nextFrame(flush, 0, { onFrame, after }));
    return;
  }
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
