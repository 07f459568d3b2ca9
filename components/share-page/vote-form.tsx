'use client';

import { useEffect } from 'react';
import { useStore } from 'zustand';
import { judgedLanes } from '@/lib/client/judged-lanes';
import { listOf } from '@/lib/client/list-of';
import type { PollVote, PollVoteState } from '@/lib/client/poll-vote';
import { usePaneState } from '@/lib/client/use-panes';
import { BLIND_TURN } from '@/lib/comparison/hides-names';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import { LaneChoice, VerdictChoice } from '../ballot/choice-buttons';
import { singleKeyOf } from '../commands/single-keys';
import { Button } from '../ui/button';
import { somethingOpen } from '../ui/something-open';

const TICK = <span aria-hidden="true">✓</span>;

/** Chooses the best answers, or that all are equal or bad, and casts the ballot. */
export function VoteForm({ vote }: { vote: PollVote }) {
  const letters = usePaneState((state) => judgedLanes(state, BLIND_TURN).toSorted().join(''));
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
          <LaneChoice
            key={lane}
            lane={lane}
            chosen={choice?.best.includes(lane) ?? false}
            onChoose={() => vote.chooseLane(lane)}
            className="min-h-8 px-2 max-sm:min-h-10 max-sm:min-w-10 max-sm:flex-1 max-sm:justify-center"
          >
            <span className="sr-only"> is best</span>
            {choice?.best.includes(lane) && TICK}
          </LaneChoice>
        ))}
        <span className="flex items-center gap-1.5 max-sm:w-full">
          {(['equal', 'bad'] as const).map((verdict) => (
            <VerdictChoice
              key={verdict}
              verdict={verdict}
              chosen={choice?.verdict === verdict}
              onChoose={() => vote.judgeAll(verdict)}
              className="aria-pressed:shadow-[inset_0_0_0_1px_var(--ink)] max-sm:min-h-10"
            >
              {choice?.verdict === verdict && TICK}
            </VerdictChoice>
          ))}
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
