import { countBallots } from '@/lib/comparison/count-ballots';
import { hidesNames } from '@/lib/comparison/hides-names';
import { selectedTurns } from '@/lib/comparison/project';
import type { Share, ShareSnapshot, ShareChange as StoredChange } from '@/lib/persistence/shares';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Poll } from '@/lib/protocol/poll';
import type { PollCounts } from '@/lib/protocol/poll-counts';
import type { ShareChange, ShareRequest } from '@/lib/protocol/share-request';
import type { Session } from '@/lib/session/session';
import { newId } from '../run/new-id';
import type { App } from './app';
import { changedPoll, countVotes } from './polls';
import { noSuchComparison, noSuchShare, nothingKept, Refusal, refuseUnsaved } from './refusal';
import { findOwnComparison } from './require-own';

/** A link, for its author. */
export interface OwnShare extends Share {
  /** Sharing again returns it: it shows the attempts that are selected now, and is a poll as long as the names are hidden. */
  current: boolean;
  /** Of a poll. */
  counts: PollCounts | null;
}

/**
 * Makes a link to the selected attempts of a comparison, or restores an earlier link. If a working link shows the same, it
 * is returned. A revoked link is restored only by its slug. Once the owner of the server has taken a link down, the comparison
 * gets no further link.
 *
 * @returns the link, and whether it is new.
 * @throws Refusal when nothing is kept here, that visitor has no such comparison, it has no such link, or one of its links
 * was taken down.
 */
export async function shareComparison(
  app: App,
  session: Session,
  id: string,
  { slug, indexed, withBallots, poll }: ShareRequest,
): Promise<{ share: OwnShare; made: boolean }> {
  const { persistence } = app;
  if (persistence.kind === 'temporary') throw nothingKept();
  const record = await ownRecord(app, session, id);
  const isPoll = poll === undefined ? hidesNames(record) : poll !== null;
  const shares = await sharesOf(app, record, isPoll);
  const known = shares.find((share) => (slug === undefined ? share.current && isWorking(share) : share.slug === slug));
  if (slug !== undefined && !known) throw noSuchShare();
  if (!(known && isWorking(known)) && shares.some(({ takenDownAt }) => takenDownAt !== null)) throw mayNotShare();
  const change = changeOf({ indexed, withBallots, ...(known && { poll }) }, known?.poll ?? null, record);
  const newPoll = isPoll && !known ? changedPoll(undefined, poll ?? {}, record) : null;
  await revealWith(app, session, record, known ? change.poll : newPoll);
  const share = known ?? (await makeShare(app, record, newPoll));
  if (share.revokedAt !== null) await persistence.restoreShare(share.slug);
  if (Object.keys(change).length > 0) await persistence.changeShare(share.slug, change);
  return { share: { ...share, revokedAt: null, ...change }, made: known === undefined };
}

/**
 * Changes a link: whether it is a poll, and whether that takes ballots; whether search engines may list it.
 *
 * @throws Refusal when that visitor has no such comparison, it has no such link, or no poll is possible.
 */
export async function changeShare(
  app: App,
  session: Session,
  id: string,
  { slug, ...request }: ShareChange,
): Promise<OwnShare> {
  const record = await ownRecord(app, session, id);
  const find = async () => (await sharesOf(app, record)).find((share) => share.slug === slug);
  const known = await find();
  if (!known) throw noSuchShare();
  const change = changeOf(request, known.poll, record);
  await revealWith(app, session, record, change.poll);
  if (Object.keys(change).length > 0) await app.persistence.changeShare(slug, change);
  return (await find()) ?? known;
}

/** @param before the poll that the link is. @returns what changes in it. @throws Refusal when no such poll is possible. */
function changeOf(
  { indexed, withBallots, poll }: Omit<ShareRequest, 'slug'>,
  before: Poll | null,
  record: ComparisonRecord,
): StoredChange {
  return {
    ...(indexed !== undefined && { indexed }),
    ...(withBallots !== undefined && { withBallots }),
    ...(poll !== undefined && { poll: poll && changedPoll(before, poll, record) }),
  };
}

/** A poll that shows the names to every reader shows them to its author: no ballot of theirs is blind any more. */
async function revealWith(
  { persistence }: App,
  { visitor }: Session,
  record: ComparisonRecord,
  poll: Poll | null | undefined,
): Promise<void> {
  if (poll?.names === 'all' && visitor !== null && hidesNames(record)) {
    await persistence.revealComparison(record.id, visitor);
  }
}

/** @returns every link to a comparison, newest first. @throws Refusal when that visitor has no such comparison. */
export async function ownShares(app: App, session: Session, id: string): Promise<OwnShare[]> {
  return sharesOf(app, await ownRecord(app, session, id));
}

/** Revokes a link, or all of them. @throws Refusal when that visitor has no such comparison, or it has no such link. */
export async function revokeShares(app: App, session: Session, id: string, slug?: string): Promise<void> {
  const shares = await ownShares(app, session, id);
  const revoked = shares.filter((share) => slug === undefined || share.slug === slug);
  if (slug !== undefined && revoked.length === 0) throw noSuchShare();
  for (const share of revoked) await app.persistence.revokeShare(share.slug);
}

function isWorking({ revokedAt, takenDownAt }: Share): boolean {
  return revokedAt === null && takenDownAt === null;
}

function mayNotShare(): Refusal {
  const detail =
    'A link to this comparison was taken down by the owner of this server, so it cannot be shared or restored.';
  return new Refusal('taken-down', detail);
}

/** @throws Refusal when that visitor has no such comparison, or it is not saved yet. */
async function ownRecord(app: App, session: Session, id: string): Promise<ComparisonRecord> {
  const { record } = await findOwnComparison(app, session, id);
  refuseUnsaved(app, id);
  return record;
}

/** The snapshot of a link made now. */
function snapshotOf(record: ComparisonRecord): ShareSnapshot {
  return { title: record.title, turns: selectedTurns(record) };
}

/** @param isPoll of the current link. */
async function sharesOf(app: App, record: ComparisonRecord, isPoll = hidesNames(record)): Promise<OwnShare[]> {
  const currently = JSON.stringify(snapshotOf(record));
  const shares = await app.persistence.sharesOf(record.id);
  return Promise.all(
    shares.map(async (share) => ({
      ...share,
      current: JSON.stringify(share.snapshot) === currently && (share.poll !== null) === isPoll,
      counts: share.poll && (await countVotes(app, share)),
    })),
  );
}

async function makeShare({ persistence }: App, record: ComparisonRecord, poll: Poll | null): Promise<OwnShare> {
  const snapshot = snapshotOf(record);
  const share = await persistence.createShare({ slug: newId(), comparison: record.id, snapshot, indexed: false, poll });
  if (!share) throw noSuchComparison();
  return { ...share, current: true, counts: poll && countBallots([]) };
}
