import { createStore, type StoreApi } from 'zustand/vanilla';

export const REPLAY_SPEEDS = [1, 4, 16] as const;

export type ReplaySpeed = (typeof REPLAY_SPEEDS)[number];

/** `ended`: the answers are complete, and nothing is replayed. `ms` is since the race began. */
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

/** Replays a race at its real pace, or faster. It begins only by `play`. */
export interface ReplayPlayer {
  readonly store: StoreApi<ReplayState>;
  /** Continues from where it was paused, else from the beginning. */
  play(): void;
  pause(): void;
  /** Goes to that moment, and plays on if it was playing; at the end of the race the replay ends. */
  seek(ms: number): void;
  setSpeed(speed: ReplaySpeed): void;
}

/** @param length returns the length of the race, ms. */
export function createReplayPlayer(length: () => number, { now, nextFrame }: ReplayPorts): ReplayPlayer {
  const store = createStore<ReplayState>(() => ({ phase: 'ended', speed: 1 }));
  /** The moment up to which the race was played, by `now`. */
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

  /** Plays the time that has passed since the last call. */
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
