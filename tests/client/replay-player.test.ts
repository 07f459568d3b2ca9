import { describe, expect, test } from 'vitest';
import { createReplayPlayer } from '@/lib/client/replay-player';

/** A player of a race of 1000 ms whose frames are turned by hand. */
function playerByHand(length = 1000) {
  let now = 5000;
  let frames: (() => void)[] = [];
  const player = createReplayPlayer(() => length, { now: () => now, nextFrame: (draw) => void frames.push(draw) });
  return {
    player,
    state: () => player.store.getState(),
    waiting: () => frames.length,
    /** So many ms go by, then a frame. */
    frame(ms: number) {
      now += ms;
      const due = frames;
      frames = [];
      for (const draw of due) draw();
    },
    pass(ms: number) {
      now += ms;
    },
  };
}

describe('the replay player', () => {
  test('stands at the end and asks for no frame before it is told to play', () => {
    const { state, waiting } = playerByHand();
    expect(state()).toEqual({ phase: 'ended', speed: 1 });
    expect(waiting()).toBe(0);
  });

  test('plays from the beginning at the real pace, whatever the frames do, and is over at the end', () => {
    const { player, state, frame, waiting } = playerByHand();
    player.play();
    expect(state()).toEqual({ phase: 'playing', ms: 0, speed: 1 });
    frame(16);
    frame(300);
    expect(state()).toEqual({ phase: 'playing', ms: 316, speed: 1 });
    frame(683);
    expect(state()).toMatchObject({ phase: 'playing', ms: 999 });
    frame(5);
    expect(state()).toEqual({ phase: 'ended', speed: 1 });
    expect(waiting()).toBe(0);
  });

  test('pauses at the moment of the press, not of the last frame, and goes on from there', () => {
    const { player, state, frame, pass, waiting } = playerByHand();
    player.play();
    frame(100);
    pass(7);
    player.pause();
    expect(state()).toEqual({ phase: 'paused', ms: 107, speed: 1 });
    frame(500);
    expect(waiting()).toBe(0);
    player.play();
    frame(10);
    expect(state()).toMatchObject({ phase: 'playing', ms: 117 });
  });

  test('takes another speed from that moment on', () => {
    const { player, state, frame, pass } = playerByHand();
    player.play();
    frame(100);
    pass(10);
    player.setSpeed(4);
    frame(50);
    expect(state()).toEqual({ phase: 'playing', ms: 310, speed: 4 });
    player.setSpeed(16);
    frame(10);
    expect(state()).toMatchObject({ ms: 470 });
  });

  test('keeps its speed over the end', () => {
    const { player, state, frame } = playerByHand();
    player.setSpeed(16);
    player.play();
    frame(100);
    expect(state()).toEqual({ phase: 'ended', speed: 16 });
    player.play();
    expect(state()).toEqual({ phase: 'playing', ms: 0, speed: 16 });
  });

  test('is sought to a moment: from the end it pauses there, while it plays it plays on', () => {
    const { player, state, frame } = playerByHand();
    player.seek(400);
    expect(state()).toEqual({ phase: 'paused', ms: 400, speed: 1 });
    player.play();
    frame(50);
    player.seek(100);
    frame(20);
    expect(state()).toEqual({ phase: 'playing', ms: 120, speed: 1 });
    player.seek(-5);
    expect(state()).toMatchObject({ ms: 0 });
  });

  test('is over when it is sought to the end, and plays from the beginning after', () => {
    const { player, state, frame } = playerByHand();
    player.play();
    player.seek(1000);
    expect(state()).toEqual({ phase: 'ended', speed: 1 });
    frame(16);
    player.play();
    expect(state()).toMatchObject({ ms: 0 });
  });

  test('asks for one frame at a time, however often it is pressed', () => {
    const { player, waiting, frame, state } = playerByHand();
    player.play();
    player.play();
    player.pause();
    player.play();
    expect(waiting()).toBe(1);
    frame(30);
    expect(waiting()).toBe(1);
    expect(state()).toMatchObject({ ms: 30 });
  });

  test('of a race that took no time is over at once', () => {
    const { player, state } = playerByHand(0);
    player.play();
    expect(state()).toEqual({ phase: 'ended', speed: 1 });
  });
});
