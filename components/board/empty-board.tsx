import type { ReactNode } from 'react';
import { ballotCount } from '@/lib/comparison/board-words';
import type { BoardAnswer, BoardQuery } from '@/lib/protocol/board';
import { boardAddress } from './board-filters';

/** Says what is missing until the board can list a model, and leads there. */
export function EmptyBoard({ board, query }: { board: BoardAnswer; query: BoardQuery }) {
  const { cast, ballots, leftOut, unlisted } = board;
  if (cast === 0 && (query.tag !== null || query.lineUp !== null)) {
    return (
      <Missing title="No ballot has that kind and line-up.">
        <WayLink href={boardAddress(query, { tag: null, lineUp: null })} name="Show all kinds and line-ups" />
      </Missing>
    );
  }
  if (cast === 0) return query.of === 'mine' ? <NoBallots /> : <NoVotes />;
  if (ballots > 0) {
    return (
      <Missing title="Too few ballots to list a model.">
        <p>{`A model is listed from 3 ballots. So far ${ballotCount(ballots)} ${ballots === 1 ? 'has' : 'have'} been cast on ${unlisted} models.`}</p>
        {leftOut.open > 0 && <WayLink href={boardAddress(query, { blind: false })} name="Count open ballots, too" />}
      </Missing>
    );
  }
  if (leftOut.named > 0) {
    return (
      <Missing title={`${ballotCount(leftOut.named)} left out: an answer named its maker.`}>
        <WayLink href={boardAddress(query, { named: true })} name="Include them" />
      </Missing>
    );
  }
  if (leftOut.open > 0) {
    return (
      <Missing title="No ballot was blind.">
        <p>{`${ballotCount(leftOut.open)} ${leftOut.open === 1 ? 'was' : 'were'} cast with the names known.`}</p>
        <WayLink href={boardAddress(query, { blind: false })} name="Show all ballots" />
      </Missing>
    );
  }
  return (
    <Missing title="No ballot compares two models.">
      <p>A ballot counts here if answers of two models or more stood side by side.</p>
    </Missing>
  );
}

function NoBallots() {
  return (
    <Missing title="No ballots yet.">
      <p>
        Ask several models the same question and say which answer is best, or that all are equal, or all bad. Where the
        names are hidden until you have chosen, your ballot is blind, and counts here.
      </p>
      <WayLink href="/" name="Start a new comparison" />
    </Missing>
  );
}

function NoVotes() {
  return (
    <Missing title="No votes yet.">
      <p>
        A poll is a link to a comparison that hides the names: whoever has it can vote once. The votes count here as
        soon as you know the names yourself, and never among your own ballots.
      </p>
    </Missing>
  );
}

function Missing({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section data-slot="empty-board" className="max-w-[62ch] rounded-[10px] border border-line bg-raised px-5 py-6">
      <h2 className="font-semibold text-[15px]">{title}</h2>
      <div className="mt-1.5 grid justify-items-start gap-3 text-ink-2 text-sm">{children}</div>
    </section>
  );
}

function WayLink({ href, name }: { href: string; name: string }) {
  return (
    <a href={href} className="text-ink underline underline-offset-2">
      {name}
    </a>
  );
}
