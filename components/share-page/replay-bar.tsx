'use client';

import { useId, useState } from 'react';
import { useStore } from 'zustand';
import type { PaneState } from '@/lib/client/pane-state';
import { isRefused } from '@/lib/client/refused-reading';
import { REPLAY_SPEEDS } from '@/lib/client/replay-player';
import { useIsOver, useReplay, useSharedTurn } from '@/lib/client/use-shared';
import { RefusedNote } from '../lane/refused-note';
import { Button } from '../ui/button';
import { tenths } from '../ui/format';
import { ReplayScrubber } from './replay-scrubber';

const LABELS = { ended: 'Replay', playing: 'Pause', paused: 'Play' } as const;
const SAID = { ended: 'The replay is over', playing: 'The replay plays', paused: 'The replay is paused' } as const;

/** Replays the run at its real pace after it has ended. It never starts by itself. */
export function ReplayBar() {
  const { replay, played } = useSharedTurn();
  const over = useIsOver();
  const state = useReplay();
  const [begun, setBegun] = useState(false);
  const length = played.leastEdge?.() ?? 0;
  if (over && length === 0) return null;
  const ms = state.phase === 'ended' ? length : state.ms;
  const press = () => {
    setBegun(true);
    if (state.phase === 'playing') replay.pause();
    else replay.play();
  };
  return (
    <div
      data-slot="replay-bar"
      data-needs-script
      className="flex min-h-[51px] flex-wrap max-sm:min-h-[75px] items-center gap-x-2.5 gap-y-1.5 border-line border-b px-4 py-2 text-[13px] text-ink-2 sm:px-[18px]"
    >
      {over ? (
        <>
          <Button className="min-w-24 justify-center text-ink" onClick={press}>
            <PlaySign playing={state.phase === 'playing'} />
            <span>{LABELS[state.phase]}</span>
          </Button>
          <div className="flex flex-1 items-center gap-2.5 max-sm:order-last max-sm:basis-full">
            <span translate="no" className="min-w-[6ch] text-right font-mono tabular-nums">
              {tenths(ms)}
            </span>
            <ReplayScrubber ms={ms} length={length} onSeek={() => setBegun(true)} />
            <span translate="no" className="min-w-[6ch] font-mono tabular-nums">
              {tenths(length)}
            </span>
          </div>
          <ReplaySpeeds />
        </>
      ) : (
        <RunningNote />
      )}
      <span role="status" className="sr-only">
        {begun ? SAID[state.phase] : ''}
      </span>
    </div>
  );
}

function PlaySign({ playing }: { playing: boolean }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 10 10" className="size-2.5 fill-current">
      <path d={playing ? 'M1.5 1h2.5v8H1.5zM6 1h2.5v8H6z' : 'M1.5.5 9.5 5l-8 4.5z'} />
    </svg>
  );
}

/** The speed of the replay. */
export function ReplaySpeeds() {
  const { replay } = useSharedTurn();
  const { speed: chosen } = useReplay();
  const name = useId();
  return (
    <fieldset data-slot="replay-speeds" className="flex rounded-[7px] border border-line max-sm:ml-auto">
      <legend className="sr-only">Speed of the replay</legend>
      {REPLAY_SPEEDS.map((speed) => (
        <label
          key={speed}
          className="relative cursor-pointer px-2.5 py-[3px] tabular-nums first-of-type:rounded-l-md last-of-type:rounded-r-md has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
        >
          <input
            type="radio"
            name={name}
            checked={speed === chosen}
            onChange={() => replay.setSpeed(speed)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          <span>{`${speed}×`}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Replaces the replay while lanes run: the state of the connection. */
export function RunningNote() {
  const { store } = useSharedTurn().kept;
  const words = useStore(store, runningNote);
  const refused = useStore(store, ({ connections }) => Object.values(connections).find(isRefused));
  return (
    <p role="status" data-slot="running-note">
      {refused ? <RefusedNote refused={refused} /> : <span>{words}</span>}
    </p>
  );
}

/** @returns what a spectator is told about the active runs. */
export function runningNote({ connections }: PaneState): string {
  const all = Object.values(connections);
  if (all.includes('revoked')) return REVOKED;
  if (all.includes('lost')) return 'The server no longer has this run. The part that arrived is still here.';
  if (all.includes('reconnecting')) return 'Reconnecting…';
  return 'Live. The replay is available once every lane has finished.';
}

const REVOKED = 'This link no longer works. The part that arrived before is still here.';
