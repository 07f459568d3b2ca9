import { expect, test } from 'vitest';
import { nextFrame } from '@/lib/client/frame-queue';

/** A page whose frames and timers are fired by hand. */
function setUp() {
  const frames = new Set<() => void>();
  const timers = new Map<() => void, number>();
  let flushed = 0;
  const ask = () =>
    nextFrame(() => void flushed++, {
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
