import { selectedTurns } from '@/lib/comparison/project';
import type { Share, ShareSnapshot } from '@/lib/persistence/shares';
import type { ShareRequest } from '@/lib/protocol/share';
import type { Session } from '@/lib/session/session';
import { newId } from '../run/new-id';
import type { App } from './app';
import { noSuchComparison, noSuchShare, nothingKept, Refusal, refuseUnsaved } from './refusal';
import { findOwnComparison } from './require-own';

/** A link, for its author. */
export interface OwnShare extends Share {
  /** It shows the attempts that are selected now. */
  current: boolean;
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
  { slug, indexed }: ShareRequest,
): Promise<{ share: OwnShare; made: boolean }> {
  const { persistence } = app;
  if (persistence.kind === 'temporary') throw nothingKept();
  const snapshot = await ownSnapshot(app, session, id);
  const shares = await sharesOf(app, id, snapshot);
  const known = shares.find((share) => (slug === undefined ? share.current && isWorking(share) : share.slug === slug));
  if (slug !== undefined && !known) throw noSuchShare();
  if (!(known && isWorking(known)) && shares.some(({ takenDownAt }) => takenDownAt !== null)) throw mayNotShare();
  const share = known ?? (await makeShare(app, id, snapshot));
  if (share.revokedAt !== null) await persistence.restoreShare(share.slug);
  if (indexed !== undefined) await persistence.indexShare(share.slug, indexed);
  return {
    share: { ...share, revokedAt: null, indexed: indexed ?? share.indexed },
    made: known === undefined,
  };
}

/** @returns every link to a comparison, newest first. @throws Refusal when that visitor has no such comparison. */
export async function ownShares(app: App, session: Session, id: string): Promise<OwnShare[]> {
  return sharesOf(app, id, await ownSnapshot(app, session, id));
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

/** The snapshot of a link made now. @throws Refusal when that visitor has no such comparison, or it is not saved yet. */
async function ownSnapshot(app: App, session: Session, id: string): Promise<ShareSnapshot> {
  const { record } = await findOwnComparison(app, session, id);
  refuseUnsaved(app, id);
  return { title: record.title, turns: selectedTurns(record) };
}

async function sharesOf({ persistence }: App, id: string, snapshot: ShareSnapshot): Promise<OwnShare[]> {
  const currently = JSON.stringify(snapshot);
  const shares = await persistence.sharesOf(id);
  return shares.map((share) => ({ ...share, current: JSON.stringify(share.snapshot) === currently }));
}

async function makeShare({ persistence }: App, id: string, snapshot: ShareSnapshot): Promise<OwnShare> {
  const share = await persistence.createShare({ slug: newId(), comparison: id, snapshot, indexed: false });
  if (!share) throw noSuchComparison();
  return { ...share, current: true };
}
