import { expect, test } from 'vitest';
import { createFrameQueue, nextFrame } from '@/lib/client/frame-queue';
import { LANE_LETTERS } from '@/lib/protocol/lane';
import type { LogEntry } from '@/lib/protocol/run-event';

/** A page whose frames and timers are fired by hand. */
function setUp() {
  const frames = new Set<() => void>();
  const timers = new Map<() => void, number>();
  let flushed = 0;
  const ask = (leastMs = 0) =>
    nextFrame(() => void flushed++, leastMs, {
      onFrame: (fire) => {
        frames.add(fire);
        return () => frames.delete(fire);
      },
      after: (ms, fire) => {
        timers.set(fire, ms);
        return () => timers.delete(fire);
      },
    });
  const fire = (waiting: Iterable<() => void>) => {
    for (const each of [...waiting]) each();
  };
  return { ask, frame: () => fire(frames), time: () => fire(timers.keys()), frames, timers, flushed: () => flushed };
}

test('a frame that comes is taken, and its timer with it', () => {
  const { ask, frame, time, flushed, timers } = setUp();
  ask();
  frame();
  expect(flushed()).toBe(1);
  expect(timers.size).toBe(0);
  time();
  expect(flushed()).toBe(1);
});

test('where no frame comes a timer takes its place, at most a quarter of a second later', () => {
  const { ask, frame, time, flushed, frames, timers } = setUp();
  ask();
  expect([...timers.values()]).toEqual([250]);
  time();
  expect(flushed()).toBe(1);
  // The frame that comes once the tab is shown again finds nothing to do.
  expect(frames.size).toBe(0);
  frame();
  expect(flushed()).toBe(1);
});

test('a tab without frames goes on from timer to timer', () => {
  const { ask, time, flushed } = setUp();
  for (let round = 1; round <= 3; round++) {
    ask();
    time();
    expect(flushed()).toBe(round);
  }
});

test('a frame that is to come later is asked for when its time has come', () => {
  const { ask, frame, time, flushed, frames, timers } = setUp();
  ask(56);
  expect([...timers.values()]).toEqual([56]);
  expect(frames.size).toBe(0);
  time();
  expect(flushed()).toBe(0);
  frame();
  expect(flushed()).toBe(1);
});

/** A queue whose frames are turned by hand. `pauses` has what it asked for, ms. */
function openQueue() {
  const pauses: number[] = [];
  const drawn: number[] = [];
  let flush = () => {};
  const queue = createFrameQueue(
    (next, leastMs = 0) => {
      pauses.push(leastMs);
      flush = next;
    },
    (batch) => drawn.push([...batch.values()].flat().length),
  );
  let sequence = 0;
  const push = (event: Partial<LogEntry['event']>) => {
    sequence += 1;
    queue.push('r1', { sequence, event } as LogEntry);
  };
  const write = (lanes: number) => {
    for (const lane of LANE_LETTERS.slice(0, lanes)) push({ type: 'chunk', lane, content: 'w ', at: 0 });
  };
  return { pauses, drawn, frame: () => flush(), push, write };
}

test('the more lanes write, the longer their text stands before more is drawn', () => {
  const { pauses, drawn, frame, write } = openQueue();
  for (const lanes of [1, 2, 8, 8]) {
    write(lanes);
    write(lanes);
    frame();
  }
  expect(pauses).toEqual([0, 7, 14, 56]);
  expect(drawn).toEqual([2, 4, 16, 16]);
});

test('what is no text goes with the next frame, and takes the text along', () => {
  const { pauses, drawn, frame, push, write } = openQueue();
  write(8);
  frame();
  write(8);
  push({ type: 'queued', lane: 'A', at: 0 });
  push({ type: 'queued', lane: 'B', at: 0 });
  frame();
  frame();
  expect(pauses).toEqual([0, 56, 0]);
  expect(drawn).toEqual([8, 10]);
});
