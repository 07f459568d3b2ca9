'use client';

import { lanesOf } from '@/lib/client/pane-state';
import { usePaneSource, usePaneState } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';
import type { Lane } from '@/lib/protocol/lane';

/** Gives a lane all the panes' room, and back. On a phone a lane has it anyway. */
export function MaximiseButton({ lane }: { lane: Lane }) {
  const { store } = usePaneSource();
  const several = usePaneState((state) => lanesOf(state).length > 1);
  const maximised = usePaneState((state) => state.maximised === lane);
  const readOnly = useReadOnly();
  if (!several || readOnly) return null;
  return (
    <button
      type="button"
      data-slot="maximise-button"
      aria-label={`Maximise ${lane}`}
      aria-pressed={maximised}
      title={maximised ? 'Show all lanes again (Esc)' : 'Maximise'}
      onClick={() => store.setState({ maximised: maximised ? null : lane })}
      className="-mr-2 grid size-7 flex-none place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink max-sm:hidden"
    >
      <svg aria-hidden="true" viewBox="0 0 12 12" className="size-3 fill-none stroke-current" strokeWidth="1.3">
        <path d={maximised ? 'M5 1v4H1M7 11V7h4M5 5 1 1m6 6 4 4' : 'M7 1h4v4M5 11H1V7m10-6L7 5m-6 6 4-4'} />
      </svg>
    </button>
  );
}
