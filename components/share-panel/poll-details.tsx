'use client';

import { useShare } from '@/lib/client/use-share';
import type { ShareLink } from '@/lib/protocol/share';
import { Button } from '../ui/button';
import { PollClosing } from './poll-closing';
import { PollCounts } from './poll-counts';
import { PollNames } from './poll-names';

type PollOfLink = NonNullable<ShareLink['poll']>;

interface PollDetailsProps {
  slug: string;
  poll: PollOfLink;
}

/** A poll for its author: what its readers see, what they have chosen, and how long it goes on. */
export function PollDetails({ slug, poll }: PollDetailsProps) {
  return (
    <section data-slot="poll-details" aria-label="Poll" className="mt-1 grid gap-2">
      <p>
        <b className="font-semibold">{`${headOf(poll)} `}</b>
        <span className="text-ink-2">{readersOf(poll)}</span>
      </p>
      <PollCounts counts={poll} />
      {poll.names === 'voters' && (
        <div className="grid gap-2 border-line border-t pt-2">
          <PollSwitch slug={slug} poll={poll} />
          <PollClosing key={poll.closesAt} slug={slug} closesAt={poll.closesAt} />
          <PollNames slug={slug} />
        </div>
      )}
    </section>
  );
}

/** Closes the poll, or opens it again. */
export function PollSwitch({ slug, poll: { open, closesAt } }: PollDetailsProps) {
  const { changePoll } = useShare();
  // A time that has passed would close it at once.
  const again = { open: true, ...(isPast(closesAt) && { closesAt: null }) };
  return (
    <Button className="w-fit" onClick={() => void changePoll(slug, open ? { open: false } : again)}>
      {open ? 'Close the poll' : 'Open the poll again'}
    </Button>
  );
}

function headOf({ open, names, closesAt }: PollOfLink): string {
  if (open) return 'Poll.';
  if (names === 'all') return 'Poll, over.';
  return isPast(closesAt) ? 'Poll, closed by its time.' : 'Poll, closed.';
}

function readersOf({ open, names }: PollOfLink): string {
  if (names === 'all') return 'Every reader of the link sees the names. It takes no more ballots.';
  if (open) {
    return 'Anyone with the link reads the answers under letters, without names, figures or times, and votes. Names come after their ballot. If you look at the names yourself, readers still do not see them.';
  }
  return 'It takes no more ballots. Readers who have voted see the names; all others see letters.';
}

function isPast(iso: string | null): boolean {
  return iso !== null && Date.parse(iso) <= Date.now();
}
