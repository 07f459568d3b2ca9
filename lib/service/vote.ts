import { BLIND_TURN } from '@/lib/comparison/hides-names';
import { project } from '@/lib/comparison/project';
import type { BallotRequest } from '@/lib/protocol/ballot-request';
import type { Session } from '@/lib/session/session';
import { countRequest } from './admit';
import type { App } from './app';
import { alreadyRevealed, judge } from './ballots';
import { loadComparison } from './load-comparison';
import { findWorkingShare, type LoadedShare, loadShare } from './load-share';
import { takesBallots } from './polls';
import { noSuchComparison, Refusal } from './refusal';

/**
 * Casts a voter's ballot in a poll. It stays as it is, and shows that voter the names.
 *
 * @returns what the voter sees from now on.
 * @throws Refusal when the link does not work or is no poll, the poll is closed, the browser has no cookie or has voted, or
 * the ballot is not about the answers.
 */
export async function vote(
  app: App,
  session: Session,
  slug: string,
  turn: number,
  request: BallotRequest,
): Promise<LoadedShare> {
  const { persistence, clock, environment } = app;
  const share = await findWorkingShare(app, slug);
  const { poll, comparison, snapshot } = share;
  if (poll === null || turn !== BLIND_TURN) throw noSuchPoll(turn);
  const { visitor } = session;
  // Without a cookie a program could vote without end.
  if (visitor === null || session.isNew) throw cookieNeeded();
  await countRequest(app, session, { name: 'votes', limit: environment.limits.comparisonsPerMinute });
  const place = { comparison, turn, visitor };
  if (await persistence.findBallot(place)) throw alreadyVoted();
  if (!takesBallots(poll, clock)) throw pollClosed();
  const loaded = await loadComparison(app, comparison);
  const owner = await persistence.findOwner(comparison);
  if (!loaded || !owner) throw noSuchComparison();
  const named = project({ kind: 'spectator', slug, ...snapshot });
  const seen = { record: named.record(loaded.record), state: named.state(loaded.state) };
  const ballot = await judge(app, seen, turn, request, true);
  if (owner.visitor === visitor) {
    // Their own, which is no vote; whether the names are hidden is decided where it is stored.
    if (!(await persistence.castOwnBallot({ ...place, slug: null, ballot }))) throw alreadyRevealed();
  } else if (!(await persistence.castVote({ ...place, slug, ballot, poll }))) {
    throw (await persistence.findBallot(place)) ? alreadyVoted() : pollClosed();
  }
  return loadShare(app, slug, session);
}

function noSuchPoll(turn: number): Refusal {
  return new Refusal('not-found', `This link takes no ballots in turn ${turn}: only the first turn of a poll does.`);
}

function cookieNeeded(): Refusal {
  return new Refusal(
    'cookie-needed',
    'A poll counts browsers by a cookie, and yours has sent none. Open the page of the poll, then vote.',
  );
}

function alreadyVoted(): Refusal {
  return new Refusal('already-voted', 'This browser has voted in this poll. Reload the page to see the names.');
}

function pollClosed(): Refusal {
  return new Refusal('poll-closed', 'This poll is closed, so it takes no more ballots.');
}
