'use client';

import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { lanesOf, type PaneState, selectedAnswer, selectedTurn } from '@/lib/client/pane-state';
import { settingsMarks } from '@/lib/client/settings-words';
import { useNamesHidden, usePaneSource, usePaneState } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';
import { isQueued } from '@/lib/comparison/answer';
import { findLane } from '@/lib/comparison/lanes';
import { turnOf } from '@/lib/comparison/turns';
import type { Lane } from '@/lib/protocol/lane';
import { LaneBadge } from './lane-badge';
import { StateLabel } from './phase-mark';
import { useHeadingId, useLanePhase, useLaneRecord, useOfAnswer } from './use-lane';

interface PaneHeaderProps {
  lane: Lane;
  /** What else the element does. */
  handle?: ComponentProps<'header'>;
  /** Makes the model's name a button. */
  children?: (name: ReactElement) => ReactNode;
}

/** Letter, model, vendor, settings that differ from the other lanes, attempt and state. */
export function PaneHeader({ lane, handle, children = (name) => name }: PaneHeaderProps) {
  const hidden = useNamesHidden();
  const { name: ownName, model, vendor, demo } = useLaneRecord(lane);
  const name = hidden ? `Answer ${lane}` : ownName;
  const headingId = useHeadingId(lane);
  const settings = usePaneState((state) => {
    const lanes = lanesOf(state).map((known) => findLane(state.record, known.lane, selectedTurn(state)) ?? known);
    const index = lanes.findIndex((known) => known.lane === lane);
    return settingsMarks(lanes.map((known) => known.settings))[index] ?? null;
  });
  const phase = useLanePhase(lane);
  const queued = useOfAnswer(lane, isQueued) ?? false;
  const attempt = useOfAnswer(lane, (answer) => answer.attempt) ?? 1;
  const picked = usePaneState((state) => isPicked(state, lane));
  // If there is a pager at the pane's foot, it shows the attempt.
  const again = useReadOnly() && attempt > 1 ? `attempt ${attempt}` : null;
  const notes = [again, demo ? 'canned demo answer' : vendor, settings].filter(Boolean).join(' · ');
  return (
    <header
      {...handle}
      data-slot="pane-header"
      className="measure flex items-center gap-2 pt-2 pb-0.5 low:pt-1 short:py-0 pointer-coarse:not-short:min-h-[50px]"
    >
      <LaneBadge lane={lane} />
      <h2
        id={headingId}
        title={hidden ? undefined : `${name} · ${notes}\n${model}`}
        className="flex min-w-0 flex-1 items-baseline gap-1.5 text-sm"
      >
        <span translate="no" className="sr-only">{`${lane}: `}</span>
        <span className="flex min-w-0 max-w-[calc(100%-4rem)] flex-none">
          {children(
            <bdi translate="no" className="truncate font-semibold">
              {name}
            </bdi>,
          )}
        </span>
        {/* If the name is long, the notes shrink first, but not entirely. */}
        <small className="min-w-0 truncate text-ink-3 text-xs">{notes}</small>
      </h2>
      {phase && <StateLabel phase={phase} queued={queued} note={picked ? PICKED : null} />}
      <MaximiseButton lane={lane} />
    </header>
  );
}

/** Of an answer that this reader has chosen as best, or among the best. */
const PICKED = 'your pick';

function isPicked(state: PaneState, lane: Lane): boolean {
  const turn = selectedTurn(state);
  const ballot = turnOf(state.record?.turns ?? [], turn)?.ballot;
  if (!ballot?.best.includes(lane)) return false;
  return ballot.judged[lane] === selectedAnswer(state, turn, lane)?.attempt;
}

/** Maximises a lane, and back. On a phone a lane always has the whole width. */
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
