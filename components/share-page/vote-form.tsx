'use client';

import { useEffect } from 'react';
import { useStore } from 'zustand';
import { listOf } from '@/lib/client/list-of';
import type { PollVote, PollVoteState } from '@/lib/client/poll-vote';
import { usePaneState } from '@/lib/client/use-panes';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import { singleKeyOf } from '../commands/single-keys';
import { LaneBadge, laneColor } from '../lane/lane-badge';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { somethingOpen } from '../ui/something-open';
import { judgedLanes } from './judged-lanes';

/** Chooses the best answers, or that all are equal or bad, and casts the ballot. */
export function VoteForm({ vote }: { vote: PollVote }) {
  const letters = usePaneState((state) => judgedLanes(state).join(''));
  const lanes = [...letters] as Lane[];
  const { choice, phase, problem } = useStore(vote.store);
  const busy = phase !== 'choosing';
  useVoteKeys(vote, letters);
  return (
    <fieldset data-slot="vote-form" className="grid gap-1.5">
      <legend className="sr-only">Which answer is best?</legend>
      <div className="flex flex-wrap items-center justify-center gap-1.5 sm:gap-2">
        <span aria-hidden="true" className="max-sm:hidden">
          Which is best?
        </span>
        {lanes.map((lane) => (
          <LaneVote
            key={lane}
            lane={lane}
            chosen={choice?.best.includes(lane) ?? false}
            onChoose={() => vote.chooseLane(lane)}
          />
        ))}
        <span className="flex items-center gap-1.5 max-sm:w-full">
          <VerdictVote
            name="All equal"
            command="0"
            chosen={choice?.verdict === 'equal'}
            onChoose={() => vote.judgeAll('equal')}
          />
          <VerdictVote
            name="All bad"
            command="x"
            chosen={choice?.verdict === 'bad'}
            onChoose={() => vote.judgeAll('bad')}
          />
          <Button
            look="primary"
            aria-disabled={choice === null || busy}
            onClick={() => void vote.cast()}
            className="min-w-20 justify-center max-sm:ml-auto max-sm:min-h-10"
          >
            {busy ? 'Voting…' : 'Vote'}
          </Button>
        </span>
      </div>
      <p role="status" className="text-center text-xs max-sm:text-left">
        {noteOf({ choice, phase })}
      </p>
      <p role="alert" className="text-center text-bad empty:hidden max-sm:text-left">
        {problem}
      </p>
    </fieldset>
  );
}

const RULES = 'A ballot is final, and the names come after it. The poll counts browsers, not people.';

function noteOf({ choice, phase }: Pick<PollVoteState, 'choice' | 'phase'>): string {
  if (phase === 'voted') return 'Counted. The names follow.';
  if (choice === null) return `Choose one or several. ${RULES}`;
  const chosen = choice.verdict === 'best' ? listOf(choice.best) : `all ${choice.verdict}`;
  return `Chosen: ${chosen}. ${RULES}`;
}

interface VoteButtonProps {
  chosen: boolean;
  onChoose(): void;
}

function LaneVote({ lane, chosen, onChoose }: VoteButtonProps & { lane: Lane }) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      style={laneColor(lane)}
      className="inline-flex min-h-8 flex-none items-center gap-1.5 rounded-lg border border-line-strong bg-paper px-2 hover:bg-sunk aria-pressed:border-(--c) aria-pressed:text-ink aria-pressed:shadow-[inset_0_0_0_1px_var(--c)] max-sm:min-h-10 max-sm:min-w-10 max-sm:flex-1 max-sm:justify-center"
    >
      <LaneBadge lane={lane} />
      <span className="sr-only"> is best</span>
      {chosen && <span aria-hidden="true">✓</span>}
      <Kbd>{String(LANE_LETTERS.indexOf(lane) + 1)}</Kbd>
    </button>
  );
}

function VerdictVote({ name, command, chosen, onChoose }: VoteButtonProps & { name: string; command: string }) {
  return (
    <Button
      aria-pressed={chosen}
      onClick={onChoose}
      className="aria-pressed:border-ink aria-pressed:text-ink aria-pressed:shadow-[inset_0_0_0_1px_var(--ink)] max-sm:min-h-10"
    >
      <span>{name}</span>
      {chosen && <span aria-hidden="true">✓</span>}
      <Kbd>{command}</Kbd>
    </Button>
  );
}

/** 1 to 8 choose a lane, 0 says that all are equal, x that all are bad; while no field has the focus. */
function useVoteKeys(vote: PollVote, letters: string): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = somethingOpen() ? null : singleKeyOf(event);
      if (key === null) return;
      const lane = /^[1-8]$/.test(key) ? LANE_LETTERS[Number(key) - 1] : undefined;
      if (lane && letters.includes(lane)) vote.chooseLane(lane);
      if (key === '0') vote.judgeAll('equal');
      if (key === 'x') vote.judgeAll('bad');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [vote, letters]);
}
