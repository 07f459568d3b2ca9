'use client';

import { useBallot } from './use-ballot';

/** What became of the ballot, for screen readers as well, and where all of them are. */
export function BallotNote() {
  const { choice, isBlind, isEarlier } = useBallot();
  const kept = choice !== null && !isBlind;
  return (
    <span className="flex flex-none items-center gap-2 text-xs">
      <span role="status">{kept ? (isEarlier ? 'Kept; about earlier answers' : 'Kept') : ''}</span>
      {kept && (
        <a href="/board" className="hit inline-flex min-h-6 items-center underline underline-offset-2 hover:text-ink">
          Board
        </a>
      )}
    </span>
  );
}
