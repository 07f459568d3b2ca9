'use client';

import { useRef, useState } from 'react';
import { listOf } from '@/lib/client/list-of';
import { PaneSourceContext } from '@/lib/client/use-panes';
import { SharedTurnContext, useIsOver, useIsPaused, useShared, useSharedTurn } from '@/lib/client/use-shared';
import { hidesNames } from '@/lib/comparison/hides-names';
import { lanesLeftOut, turnOf } from '@/lib/comparison/turns';
import { promptText } from '@/lib/protocol/comparison';
import { Announcer } from '../lane/announcer';
import { Track } from '../track/track';
import { PartBoundary } from '../ui/boundary';
import { AuthorLine } from './author-ballot';
import { BlindSheet } from './blind-sheet';
import { PromptHeading, SystemPrompt } from './prompt-heading';
import { ReplayBar } from './replay-bar';
import { SharedPanes } from './shared-panes';
import { SharedStrip } from './shared-strip';
import { TurnSummary } from './turn-summary';
import { useHeldHeight } from './use-held-height';

/** A turn as a sheet: its track, replay, answers and summary. */
export function TurnSheet() {
  const { turn, kept, played } = useSharedTurn();
  const paused = useIsPaused();
  const track = useRef<HTMLDivElement>(null);
  const panes = useRef<HTMLDivElement>(null);
  useHeldHeight(track);
  return (
    <section
      data-slot="turn-sheet"
      data-paused={paused}
      aria-label={`Answers, turn ${turn}`}
      className="rounded-[14px] border border-line bg-raised [&_.track]:content-start [&_.track]:rounded-t-[13px]"
    >
      <PaneSourceContext value={played}>
        <div ref={track} className="grid grid-cols-[minmax(0,1fr)]">
          <PartBoundary>
            <Track />
          </PartBoundary>
        </div>
        <PartBoundary>
          <ReplayBar />
          <SharedStrip scroller={panes} />
        </PartBoundary>
      </PaneSourceContext>
      <div className="overflow-hidden rounded-b-[13px]">
        <PaneSourceContext value={played}>
          <SharedPanes box={panes} />
        </PaneSourceContext>
        <PaneSourceContext value={kept}>
          <WatchedAnnouncer />
          <PartBoundary>
            <TurnSummary />
            <AuthorLine />
          </PartBoundary>
        </PaneSourceContext>
      </div>
    </section>
  );
}

/** A sheet per turn. */
export function TurnSheets() {
  const { record, turns } = useShared();
  return turns.map((turn) => (
    <SharedTurnContext key={turn.turn} value={turn}>
      <TurnHeading />
      <LeftOutNote />
      {hidesNames(record) ? <BlindSheet /> : <TurnSheet />}
    </SharedTurnContext>
  ));
}

/** The prompt of a later turn; the first prompt is the heading of the page. */
export function TurnHeading() {
  const { record } = useShared();
  const { turn } = useSharedTurn();
  const own = turnOf(record.turns, turn);
  const before = record.turns.findLast((earlier) => earlier.turn < turn);
  if (!own || !before) return null;
  return (
    <div data-slot="turn-heading" className="grid grid-cols-[minmax(0,1fr)] gap-2 pt-10 pb-3.5">
      <p className="text-[13px] text-ink-2">{`Turn ${turn}`}</p>
      <PromptHeading as="h2" prompt={promptText(own)} />
      {own.system !== null && own.system !== before.system && <SystemPrompt text={own.system} />}
      {own.system === null && before.system !== null && (
        <p className="text-[13.5px] text-ink-2">Without the system prompt</p>
      )}
    </div>
  );
}

/** Names the lanes that were not asked in a turn; they have no pane there. */
export function LeftOutNote() {
  const { record } = useShared();
  const { turn } = useSharedTurn();
  const own = turnOf(record.turns, turn);
  const lanes = own ? lanesLeftOut(record, own) : [];
  if (lanes.length === 0) return null;
  return (
    <p data-slot="left-out-note" className="pb-3.5 text-[13.5px] text-ink-2">
      {`Not asked in turn ${turn}: ${listOf(lanes)}`}
    </p>
  );
}

/** Announces the events of a turn that was running when the page was opened. */
export function WatchedAnnouncer() {
  const { turn } = useSharedTurn();
  const over = useIsOver();
  const [watched] = useState(!over);
  return watched ? <Announcer only={turn} /> : null;
}
