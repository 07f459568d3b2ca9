'use client';

import type { ReactNode } from 'react';
import { choiceWords } from '@/lib/comparison/ballot-words';
import type { Ballot } from '@/lib/protocol/ballot';
import { BallotChoices } from './ballot-choices';
import { BallotNote } from './ballot-note';
import { useBallot } from './use-ballot';

/** Which answers of the selected turn are best, once all have ended. A short window and a phone have a button instead. */
export function BallotBar() {
  const { lanes, final } = useBallot();
  if (lanes.length === 0 && final === null) return null;
  return (
    <section
      data-slot="ballot-bar"
      aria-label="Your ballot"
      className="short:hidden row-start-3 flex items-center justify-center gap-2 overflow-x-auto border-line border-t bg-raised px-4 py-1.5 text-[13px] text-ink-2 [scrollbar-width:none] max-sm:hidden low:py-px print:hidden"
    >
      {final === null ? (
        <>
          <span className="flex-none">Which is best?</span>
          <BallotChoices />
        </>
      ) : (
        <FinalBallot ballot={final} />
      )}
      <BallotNote />
    </section>
  );
}

function FinalBallot({ ballot }: { ballot: Ballot }): ReactNode {
  return <span className="flex min-h-7 flex-none items-center">{`Your blind ballot: ${choiceWords(ballot)}.`}</span>;
}
