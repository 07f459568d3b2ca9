'use client';

import { useState } from 'react';
import { useStore } from 'zustand';
import { postVote } from '@/lib/client/ballot-requests';
import { judgedLanes } from '@/lib/client/judged-lanes';
import type { PaneState } from '@/lib/client/pane-state';
import { createPollVote } from '@/lib/client/poll-vote';
import { readyWords } from '@/lib/client/ready-words';
import { isRefused } from '@/lib/client/refused-reading';
import { usePaneState } from '@/lib/client/use-panes';
import { useIsOver, useShared } from '@/lib/client/use-shared';
import { BLIND_TURN } from '@/lib/comparison/hides-names';
import { FEWEST_JUDGED } from '@/lib/comparison/judged-answers';
import { RefusedNote } from '../lane/refused-note';
import { runningNote } from './replay-bar';
import { VoteForm } from './vote-form';

/** The ballot of a poll's reader, at the foot of the answers. */
export function VoteBar() {
  const { slug, record } = useShared();
  const over = useIsOver();
  const count = usePaneState((state) => judgedLanes(state, BLIND_TURN).length);
  const [vote] = useState(() =>
    createPollVote({
      postVote: (request) => postVote(slug, BLIND_TURN, request),
      onVoted: () => window.location.reload(),
    }),
  );
  const closed = useStore(vote.store, ({ phase }) => phase === 'closed');
  if (!record.poll) return null;
  return (
    <section
      data-slot="vote-bar"
      aria-label="Your ballot"
      className="sticky bottom-0 z-2 short:static rounded-b-[13px] border-line border-t bg-raised px-4 py-2 text-[13px] text-ink-2 sm:px-[18px] print:hidden"
    >
      {!record.poll.open || closed ? (
        <p role="status">This poll is closed. It takes no more ballots, and the names stay hidden.</p>
      ) : (
        <>
          <p data-without-script className="hidden">
            Voting needs JavaScript. Without it you can read all answers.
          </p>
          <div data-needs-script>
            {!over ? <ReadyNote /> : count < FEWEST_JUDGED ? <NothingToChoose /> : <VoteForm vote={vote} />}
          </div>
        </>
      )}
    </section>
  );
}

function NothingToChoose() {
  return <p>Fewer than two answers have text, so there is nothing to choose between.</p>;
}

/** How many answers are ready, while some are not: all come at once. */
export function ReadyNote() {
  const count = usePaneState(readyWords) ?? 'The answers are being written.';
  const trouble = usePaneState((state) => (isTroubled(state) ? runningNote(state) : null));
  const refused = usePaneState(({ connections }) => Object.values(connections).find(isRefused));
  return (
    <p role="status" data-slot="ready-note">
      {refused ? (
        <RefusedNote refused={refused} />
      ) : (
        <span>{trouble ?? `${count} They are shown together, and you vote, once all have ended.`}</span>
      )}
    </p>
  );
}

function isTroubled({ connections }: PaneState): boolean {
  return Object.values(connections).some((connection) => connection !== 'open');
}
