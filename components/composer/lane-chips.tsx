'use client';

import { problemsByLane } from '@/lib/client/composer-state';
import { changedRecord } from '@/lib/client/draft';
import { lanesOf } from '@/lib/client/pane-state';
import { settingsMarks } from '@/lib/client/settings-words';
import { usePaneState } from '@/lib/client/use-panes';
import { useComposerState, useDraft, useEditDraft, useWorkspace } from '@/lib/client/use-workspace';
import type { Lane } from '@/lib/protocol/lane';
import { LaneBadge } from '../lane/lane-badge';
import { SetMark } from '../ui/set-mark';

/** The lanes of this comparison; each can be left out of the follow-up. */
export function LaneChips() {
  const edit = useEditDraft();
  const known = usePaneState(lanesOf);
  const leftOut = useDraft((draft) => draft.leftOut);
  const changes = useDraft((draft) => draft.changes);
  const lanes = known.map((record) => changedRecord(record, changes[record.lane]));
  const marks = settingsMarks(lanes.map(({ settings }) => settings));
  const toggle = (lane: Lane) =>
    edit((draft) => ({
      ...draft,
      leftOut: draft.leftOut.includes(lane) ? draft.leftOut.filter((left) => left !== lane) : [...draft.leftOut, lane],
    }));
  const problems = useComposerState(problemsByLane);
  const chips = lanes.map(({ lane, name, model }, index) => {
    const problem = problems[lane] ?? null;
    const isAsked = !leftOut.includes(lane);
    return (
      <button
        key={lane}
        type="button"
        data-slot="lane-chip"
        aria-pressed={isAsked}
        title={`${model}: ${problem ? problem.remedy : isAsked ? 'will be asked' : 'will not be asked'}`}
        // The focus stays in the prompt: in a short window the chips are there only while it is.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => toggle(lane)}
        className="inline-flex min-h-7 max-w-full flex-none items-center gap-[7px] rounded-[7px] border border-line bg-sunk px-2 text-[12.5px] aria-[pressed=false]:border-dashed aria-[pressed=false]:text-ink-2 aria-[pressed=false]:line-through"
      >
        <LaneBadge lane={lane} />
        <span translate="no" className="truncate idle:sr-only">
          {name}
        </span>
        {marks[index] && <span className="flex-none text-ink-2 idle:sr-only">{marks[index]}</span>}
        {problem && <span className="flex-none text-bad idle:sr-only">{problem.words}</span>}
        {changes[lane] && <SetMark />}
      </button>
    );
  });
  return (
    <>
      {chips}
      <RemovedChips />
      {leftOut.length > 0 && (
        <button
          type="button"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => edit((draft) => ({ ...draft, leftOut: [] }))}
          className="min-h-7 flex-none rounded-[7px] px-2 text-[12.5px] text-ink-2 underline underline-offset-2 hover:text-ink"
        >
          Ask all
        </button>
      )}
    </>
  );
}

/** The lanes that were taken from the page; a press brings one back. */
function RemovedChips() {
  const { lanes } = useWorkspace();
  const removed = usePaneState(({ record }) => record?.removed ?? NONE);
  return removed.map((lane) => (
    <button
      key={lane}
      type="button"
      data-slot="removed-chip"
      title={`${lane} was removed; its answers are kept`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void lanes.bringBack(lane)}
      className="inline-flex min-h-7 flex-none items-center gap-1.5 rounded-[7px] border border-line border-dashed px-2 text-[12.5px] text-ink-2 hover:text-ink"
    >
      <span>{`Bring back ${lane}`}</span>
    </button>
  ));
}

const NONE: readonly Lane[] = [];
