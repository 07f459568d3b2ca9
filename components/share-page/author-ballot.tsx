'use client';

import { useShared, useSharedTurn } from '@/lib/client/use-shared';
import { turnOf } from '@/lib/comparison/turns';
import type { Ballot } from '@/lib/protocol/ballot';
import type { Lane } from '@/lib/protocol/lane';
import { Badge } from './badge';
import { ballotWords } from './poll-words';

/** Marks an answer that the author has chosen as best, or among the best. */
export function PickMark({ lane }: { lane: Lane }) {
  const ballot = useAuthorBallot();
  if (!ballot?.best.includes(lane)) return null;
  return (
    <p data-slot="pick-mark" className="measure pt-0.5 pb-1 text-ink-2">
      <Badge>Author’s pick</Badge>
    </p>
  );
}

/** What the author has chosen in a turn. */
export function AuthorLine() {
  const ballot = useAuthorBallot();
  if (!ballot) return null;
  return (
    <p data-slot="author-line" className="border-line border-t px-4 py-3 text-[14.5px] text-ink-2 sm:px-[18px]">
      {`The author ${ballotWords(ballot)}${ballot.blind ? ', before the names were known' : ''}.`}
    </p>
  );
}

/** The author's ballot in the turn, if the link shows it; a reader's own takes its place. */
function useAuthorBallot(): Ballot | null {
  const { record } = useShared();
  const { turn } = useSharedTurn();
  return record.poll?.voted ? null : (turnOf(record.turns, turn)?.ballot ?? null);
}
