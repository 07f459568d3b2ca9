import { sharedRecord, sharedState } from '@/lib/comparison/shared-part';
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

/** @throws Refusal: `not-found` for an unknown slug, `revoked` for a link that shows nothing any more. */
export async function loadShare(app: App, slug: string): Promise<LoadedShare> {
  const { comparison, snapshot, indexed } = await findWorkingShare(app, slug);
  const loaded = await loadComparison(app, comparison);
  if (!loaded) throw revoked();
  const record = { ...sharedRecord(loaded.record, snapshot.turns), id: slug, title: snapshot.title };
  const state = sharedState(loaded.state, snapshot.turns);
  return { indexed, record, state, elapsed: elapsedOf(app, record) };
}

/** The same without answers, with the comparison's own id and title. @throws Refusal, as {@link loadShare}. */
export async function findSharedRecord(app: App, slug: string): Promise<ComparisonRecord> {
  const { comparison, snapshot } = await findWorkingShare(app, slug);
  const record = await app.persistence.findComparison(comparison);
  if (!record) throw revoked();
  return sharedRecord(record, snapshot.turns);
}

/** @throws Refusal, as {@link loadShare}. */
export async function findWorkingShare(app: App, slug: string): Promise<Share> {
  const share = await app.persistence.findShare(slug);
  if (!share) throw noSuchShare();
  if (share.revokedAt !== null || share.deleted) throw revoked();
  return share;
}

function revoked(): Refusal {
  return new Refusal(
    'revoked',
    'The person who shared this link has revoked it. Ask them for a new one if you need it.',
  );
}
