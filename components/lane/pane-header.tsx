'use client';

import { lanesOf, selectedTurn } from '@/lib/client/pane-state';
import { settingsMarks } from '@/lib/client/settings-words';
import { usePaneState } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';
import { findLane } from '@/lib/comparison/lanes';
import type { Lane } from '@/lib/protocol/lane';
import { LaneBadge } from './lane-badge';
import { MaximiseButton } from './maximise-button';
import { PaneState } from './pane-state';
import { useHeadingId } from './use-heading-id';
import { useLanePhase, useLaneRecord, useOfAnswer } from './use-lane';

/** Letter, model, vendor, which of its settings the others have not, which attempt it is, and its state. */
export function PaneHeader({ lane }: { lane: Lane }) {
  const { name, model, vendor, demo } = useLaneRecord(lane);
  const headingId = useHeadingId(lane);
  const settings = usePaneState((state) => {
    const lanes = lanesOf(state).map((known) => findLane(state.record, known.lane, selectedTurn(state)) ?? known);
    const index = lanes.findIndex((known) => known.lane === lane);
    return settingsMarks(lanes.map((known) => known.settings))[index] ?? null;
  });
  const phase = useLanePhase(lane);
  const queued = useOfAnswer(lane, (answer) => answer.queuedAt !== null) ?? false;
  const attempt = useOfAnswer(lane, (answer) => answer.attempt) ?? 1;
  // Where one can page through them, the pane's foot says which it is.
  const again = useReadOnly() && attempt > 1 ? `attempt ${attempt}` : null;
  const notes = [again, demo ? 'canned demo answer' : vendor, settings].filter(Boolean).join(' · ');
  return (
    <header data-slot="pane-header" className="measure flex items-center gap-2 pt-2 pb-0.5 low:pt-1 short:py-0">
      <LaneBadge lane={lane} />
      <h2
        id={headingId}
        title={`${name} · ${notes}\n${model}`}
        className="flex min-w-0 flex-1 items-baseline gap-1.5 text-sm"
      >
        <span translate="no" className="sr-only">{`${lane}: `}</span>
        <bdi translate="no" className="max-w-[calc(100%-4rem)] flex-none truncate font-semibold">
          {name}
        </bdi>
        {/* Of a long name and its notes, the notes give way first, but not entirely. */}
        <small className="min-w-0 truncate text-ink-3 text-xs">{notes}</small>
      </h2>
      {phase && <PaneState phase={phase} queued={queued} />}
      <MaximiseButton lane={lane} />
    </header>
  );
}
