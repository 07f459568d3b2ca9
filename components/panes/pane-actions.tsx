'use client';

import { type KeyboardEvent, type MouseEvent, useRef } from 'react';
import { changedLane } from '@/lib/client/ask-body';
import type { LaneChange } from '@/lib/client/draft';
import { askOnly, undoChange } from '@/lib/client/draft-lanes';
import { isAsked, lanesOf, selectedTurn, turnUnderWay } from '@/lib/client/pane-state';
import { isRefused } from '@/lib/client/refused-reading';
import { useNamesHidden, usePaneState } from '@/lib/client/use-panes';
import { useDraft, useEditDraft, useWorkspace } from '@/lib/client/use-workspace';
import { latestAnswer } from '@/lib/comparison/state';
import type { Lane } from '@/lib/protocol/lane';
import { BallotButton } from '../ballot/ballot-button';
import { RefusedNote } from '../lane/refused-note';
import { useAnswer } from '../lane/use-lane';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { findPromptBox } from '../ui/prompt-box';
import { AttemptPager } from './attempt-pager';

/**
 * Actions on a lane in the selected turn. Nothing moves when Ask becomes Stop, Stop becomes Retry, or Copy appears.
 */
export function PaneActions({ lane }: { lane: Lane }) {
  const { retry, stop, rest } = useWorkspace();
  const edit = useEditDraft();
  const change = useDraft(({ changes }) => changes[lane]);
  const answer = useAnswer(lane);
  const turn = usePaneState(selectedTurn);
  const run = usePaneState((state) => latestAnswer(state.answers, turn, lane)?.run ?? '');
  const underWay = usePaneState((state) => turnUnderWay(state, lane));
  const running = underWay === turn;
  const elsewhere = underWay !== null && !running;
  const isAskedInTurn = usePaneState((state) => isAsked(state, turn, lane));
  // The record has come and the first event has not.
  const starting = isAskedInTurn && !answer;
  const disabled = elsewhere || starting;
  const askAgain = async () => {
    if (await retry(turn, changedLane(lane, change))) edit(undoChange(lane));
  };
  const action =
    running || starting
      ? { name: 'Stop', run: () => !disabled && void stop(lane, turn) }
      : {
          name: isAskedInTurn ? `Retry${changeWords(change)}` : `Ask ${lane} too`,
          run: () => !disabled && void askAgain(),
        };
  const handlers = usePressedAs(action);
  const hidden = useNamesHidden();
  // Until the names are known nothing is asked further, only what failed is asked again, and no lane is stopped alone.
  const isFinal = hidden && (running || starting || (answer !== undefined && answer.phase !== 'failed'));
  const lost = usePaneState((state) => state.connections[run]);
  const nothingKept = usePaneState((state) => state.nothingKept);
  return (
    <footer
      data-slot="pane-actions"
      className="@container low:min-h-8 low:py-0 pointer-coarse:!min-h-[42px] flex min-h-11 flex-wrap items-center gap-0.5 border-line border-t px-[max(4px,calc((100%_-_46rem)/2_-_12px))] py-1"
    >
      {!(running && lost === 'lost') && !isFinal && (
        // One button for all three actions, so that it keeps the focus.
        <Button
          look="quiet"
          className="min-w-15 justify-center"
          aria-disabled={disabled}
          title={elsewhere ? `${lane} is still running in turn ${underWay}: wait or stop` : undefined}
          {...handlers}
        >
          {action.name}
        </Button>
      )}
      {answer && answer.text !== '' && <CopyButton text={() => rest.wholeText(answer)} />}
      {answer && !hidden && <FollowUpButton lane={lane} />}
      <BallotButton lane={lane} />
      {answer && <AttemptPager lane={lane} turn={turn} />}
      {running && lost && lost !== 'open' && (
        <span className="ml-auto pr-2 text-bad text-xs">
          {isRefused(lost) ? <RefusedNote refused={lost} /> : (nothingKept && NOT_KEPT_WORDS[lost]) || LOST_WORDS[lost]}
        </span>
      )}
    </footer>
  );
}

const LOST_WORDS = {
  lost: 'The server no longer has this run',
  revoked: 'The link no longer works',
  reconnecting: 'Reconnecting…',
};

/** Leaves all lanes but that one out of the next question, and goes to write it. */
function FollowUpButton({ lane }: { lane: Lane }) {
  const edit = useEditDraft();
  const lanes = usePaneState((state) => lanesOf(state).map((known) => known.lane));
  if (lanes.length < 2) return null;
  const followUp = () => {
    edit(askOnly(lane, lanes));
    findPromptBox()?.focus();
  };
  return (
    <Button look="quiet" className="px-2" title={`Follow up: ask only ${lane} next`} onClick={followUp}>
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        className="size-4 flex-none fill-none stroke-current"
        strokeWidth="1.4"
      >
        <path d="M3 2.5v5a2 2 0 0 0 2 2h8m-3-3 3 3-3 3" />
      </svg>
      <span className="@max-[19rem]:sr-only">Follow up</span>
    </Button>
  );
}

/** What a retry differs in from the attempt before. */
function changeWords(change: LaneChange | undefined): string {
  if (!change) return '';
  return change.model ? ` with ${change.model.name}` : ' with changes';
}

/** Where the server keeps nothing. */
const NOT_KEPT_WORDS: Partial<typeof LOST_WORDS> = {
  lost: 'This server keeps nothing: the rest of this run is lost',
};

/**
 * For a button whose action can change during a press, such as Stop, which becomes Retry: the press runs the action that the
 * button had when the press began. A held key or a double click does not run the next action.
 *
 * @param act the button's action now.
 * @returns the button's handlers.
 */
export function usePressedAs(act: { name: string; run(): void }) {
  const pressed = useRef<string | null>(null);
  return {
    onPointerDown: () => {
      pressed.current = act.name;
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.repeat) event.preventDefault();
      else pressed.current = act.name;
    },
    onClick: ({ detail }: MouseEvent) => {
      // Assistive technology sends a click without a press.
      const meant = pressed.current ?? act.name;
      pressed.current = null;
      // `detail` counts the clicks of a double click.
      if (meant === act.name && detail < 2) act.run();
    },
  };
}
