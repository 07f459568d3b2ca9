'use client';

import { useId } from 'react';
import { REPLAY_SPEEDS } from '@/lib/client/replay-player';
import { useReplay, useSharedTurn } from '@/lib/client/use-shared';

/** How fast the replay goes. */
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
