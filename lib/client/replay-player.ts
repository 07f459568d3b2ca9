import { createStore, type StoreApi } from 'zustand/vanilla';

export const REPLAY_SPEEDS = [1, 4, 16] as const;

export type ReplaySpeed = (typeof REPLAY_SPEEDS)[number];

/** `ended`: the answers stand as they ended, and nothing is replayed. `ms` is since the race began. */
export type ReplayState = { readonly speed: ReplaySpeed } & (
  | { readonly phase: 'ended' }
  | { readonly phase: 'playing' | 'paused'; readonly ms: number }
);

export interface ReplayPorts {
  /** Monotonic ms. */
  now(): number;
  /** Calls back before the next frame. */
  nextFrame(draw: () => void): void;
}

/** Runs a race again at its real pace, or faster. It begins only when it is told to. */
export interface ReplayPlayer {
  readonly store: StoreApi<ReplayState>;
  /** Goes on from where it was paused, else from the beginning. */
  play(): void;
  pause(): void;
  /** Goes to that moment, and on from there if it was playing; at the end of the race the replay is over. */
  seek(ms: number): void;
  setSpeed(speed: ReplaySpeed): void;
}

/** @param length tells how long the race was, ms. */
export function createReplayPlayer(length: () => number, { now, nextFrame }: ReplayPorts): ReplayPlayer {
  const store = createStore<ReplayState>(() => ({ phase: 'ended', speed: 1 }));
  /** The moment up to which time was played, by `now`. */
  let playedUntil = 0;
  let rolling = false;

  return { store, play, pause, seek, setSpeed };

  function play(): void {
    const state = store.getState();
    if (state.phase === 'playing') return;
    playedUntil = now();
    move('playing', state.phase === 'paused' ? state.ms : 0);
    if (!rolling) roll();
  }

  function pause(): void {
    advance();
    const state = store.getState();
    if (state.phase === 'playing') move('paused', state.ms);
  }

  function seek(ms: number): void {
    playedUntil = now();
    move(store.getState().phase === 'playing' ? 'playing' : 'paused', Math.max(0, ms));
  }

  function setSpeed(speed: ReplaySpeed): void {
    advance();
    store.setState({ speed });
  }

  function roll(): void {
    advance();
    rolling = store.getState().phase === 'playing';
    if (rolling) nextFrame(roll);
  }

  /** Plays the time that has gone by since it was last looked at. */
  function advance(): void {
    const state = store.getState();
    if (state.phase !== 'playing') return;
    const moment = now();
    const ms = state.ms + (moment - playedUntil) * state.speed;
    playedUntil = moment;
    move('playing', ms);
  }

  function move(phase: 'playing' | 'paused', ms: number): void {
    const { speed } = store.getState();
    store.setState(ms < length() ? { phase, ms, speed } : { phase: 'ended', speed }, true);
  }
}
