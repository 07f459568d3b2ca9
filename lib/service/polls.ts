import { countBallots } from '@/lib/comparison/count-ballots';
import { BLIND_TURN, hidesNames } from '@/lib/comparison/hides-names';
import type { Share } from '@/lib/persistence/shares';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Poll } from '@/lib/protocol/poll';
import type { PollCounts } from '@/lib/protocol/poll-counts';
import type { PollChange } from '@/lib/protocol/share-request';
import type { Session } from '@/lib/session/session';
import type { Clock } from '../time/clock';
import type { App } from './app';
import { invalid } from './refusal';

/** As a poll begins. */
const NEW_POLL: Poll = { open: true, closesAt: null, names: 'voters' };

/** Who reads a link: only whose ballots are theirs. */
export type Reader = Pick<Session, 'visitor'>;

/** Somebody without a cookie, such as a program that asks for a picture of the link. */
export const NOBODY: Reader = { visitor: null };

/** @returns whether a poll takes ballots now. Once everybody may know the names, no ballot is blind. */
export function takesBallots({ open, closesAt, names }: Poll, clock: Clock): boolean {
  return open && names === 'voters' && (closesAt === null || clock.date().getTime() < Date.parse(closesAt));
}

/** @returns the poll as it is now: `open` says whether it takes ballots. */
export function pollNow(poll: Poll, clock: Clock): Poll {
  return { ...poll, open: takesBallots(poll, clock) };
}

/**
 * @param before of the link; null for one that is no poll, undefined for a new one.
 * @throws Refusal when the comparison or the link has no names to hide.
 */
export function changedPoll(before: Poll | null | undefined, change: PollChange, record: ComparisonRecord): Poll {
  if (!record.blind) {
    throw invalid([
      { path: 'poll', message: 'is for comparisons that were asked blind: the names of this one are known' },
    ]);
  }
  if (before === null && !hidesNames(record)) {
    throw invalid([{ path: 'poll', message: 'comes too late: this link shows the names, so make a new one' }]);
  }
  if (before?.names === 'all' && change.names === 'voters') {
    throw invalid([{ path: 'poll.names', message: 'stays all: who has seen the names cannot forget them' }]);
  }
  const { open, closesAt, names } = { ...NEW_POLL, ...before, ...change };
  return { open, closesAt, names };
}

/** @returns what the voters of a link have chosen. */
export async function countVotes({ persistence }: App, { comparison, slug }: Share): Promise<PollCounts> {
  return countBallots(await persistence.votesBy(comparison, BLIND_TURN, slug));
}
