import { type Projection, project } from '@/lib/comparison/project';
import type { Share } from '@/lib/persistence/shares';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { App } from './app';
import { elapsedOf, type LoadedComparison, loadComparison } from './load-comparison';
import { noSuchShare, Refusal } from './refusal';

/** A comparison as a link shows it: as it was when the link was made. Its record's `id` is the slug. */
export interface LoadedShare extends LoadedComparison {
  /** Search engines may list the page. */
  indexed: boolean;
}

/**
 * @throws Refusal: `not-found` for an unknown slug, `revoked` for a link that shows nothing any more, `taken-down` if that is
 * the doing of the server's owner.
 */
export async function loadShare(app: App, slug: string): Promise<LoadedShare> {
  const share = await findWorkingShare(app, slug);
  const loaded = await loadComparison(app, share.comparison);
  if (!loaded) throw revoked();
  const projection = projectionOf(share);
  const record = projection.record(loaded.record);
  const state = projection.state(loaded.state);
  const { indexed } = share;
  return { indexed, record, state, elapsed: elapsedOf(app, record) };
}

/** What a link shows, without answers. */
export interface SharedPart {
  record: ComparisonRecord;
  projection: Projection;
}

/** Simultaneous spectators share one look-up. @throws Refusal, as {@link loadShare}. */
export function findShared(app: App, slug: string): Promise<SharedPart> {
  return app.shareLookups.share(slug, () => find(app, slug));
}

async function find(app: App, slug: string): Promise<SharedPart> {
  const share = await findWorkingShare(app, slug);
  const record = await app.persistence.findComparison(share.comparison);
  if (!record) throw revoked();
  const projection = projectionOf(share);
  return { projection, record: projection.record(record) };
}

/** A comparison as the spectators of a link see it. */
function projectionOf({ slug, snapshot }: Pick<Share, 'slug' | 'snapshot'>): Projection {
  return project({ kind: 'spectator', slug, title: snapshot.title, turns: snapshot.turns });
}

/** @throws Refusal, as {@link loadShare}. */
export async function findWorkingShare(app: App, slug: string): Promise<Share> {
  const share = await app.persistence.findShare(slug);
  if (!share) throw noSuchShare();
  if (share.takenDownAt !== null) throw takenDown();
  if (share.revokedAt !== null || share.deleted) throw revoked();
  return share;
}

function revoked(): Refusal {
  return new Refusal(
    'revoked',
    'The person who shared this link has revoked it. Ask them for a new one if you need it.',
  );
}

function takenDown(): Refusal {
  return new Refusal('taken-down', 'This link was taken down by the owner of this server.');
}
