import { turnsOnView } from '@/lib/comparison/shared-part';
import type { Share, ShareSnapshot } from '@/lib/persistence/shares';
import type { ShareRequest } from '@/lib/protocol/share';
import type { Session } from '@/lib/session/session';
import { newId } from '../run/new-id';
import type { App } from './app';
import { noSuchComparison, noSuchShare, nothingKept, refuseUnsaved } from './refusal';
import { requireOwnComparison } from './require-own';

/** A link as its author is told of it. */
export interface OwnShare extends Share {
  /** It shows what is on view now. */
  current: boolean;
}

/**
 * Makes a link to what of a comparison is on view now, or restores one that was made before. Sharing what a working
 * link shows already gives that link; a revoked one stays revoked until it is asked for by its slug.
 *
 * @returns the link, and whether it is new.
 * @throws Refusal when nothing is kept here, that visitor has no such comparison, or it has no such link.
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
  const known = shares.find((share) => (slug === undefined ? share.current && !share.revokedAt : share.slug === slug));
  if (slug !== undefined && !known) throw noSuchShare();
  const share = known ?? (await makeShare(app, id, snapshot));
  if (share.revokedAt !== null) await persistence.restoreShare(share.slug);
  if (indexed !== undefined) await persistence.indexShare(share.slug, indexed);
  return {
    share: { ...share, revokedAt: null, indexed: indexed ?? share.indexed },
    made: known === undefined,
  };
}

/** @returns every link to a comparison, made last first. @throws Refusal when that visitor has no such comparison. */
export async function ownShares(app: App, session: Session, id: string): Promise<OwnShare[]> {
  return sharesOf(app, id, await ownSnapshot(app, session, id));
}

/** Takes a link back, or all of them. @throws Refusal when that visitor has no such comparison, or it no such link. */
export async function revokeShares(app: App, session: Session, id: string, slug?: string): Promise<void> {
  const shares = await ownShares(app, session, id);
  const revoked = shares.filter((share) => slug === undefined || share.slug === slug);
  if (slug !== undefined && revoked.length === 0) throw noSuchShare();
  for (const share of revoked) await app.persistence.revokeShare(share.slug);
}

/** What a link made now would show. @throws Refusal when that visitor has no such comparison, or it is not saved yet. */
async function ownSnapshot(app: App, session: Session, id: string): Promise<ShareSnapshot> {
  await requireOwnComparison(app, session, id);
  refuseUnsaved(app, id);
  const record = await app.persistence.findComparison(id);
  if (!record) throw noSuchComparison();
  return { title: record.title, turns: turnsOnView(record) };
}

async function sharesOf({ persistence }: App, id: string, snapshot: ShareSnapshot): Promise<OwnShare[]> {
  const now = JSON.stringify(snapshot);
  const shares = await persistence.sharesOf(id);
  return shares.map((share) => ({ ...share, current: JSON.stringify(share.snapshot) === now }));
}

async function makeShare({ persistence }: App, id: string, snapshot: ShareSnapshot): Promise<OwnShare> {
  const share = await persistence.createShare({ slug: newId(), comparison: id, snapshot, indexed: false });
  if (!share) throw noSuchComparison();
  return { ...share, current: true };
}
