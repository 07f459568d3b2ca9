import { sharedRecord, sharedState } from '@/lib/comparison/shared-part';
import type { Share } from '@/lib/persistence/shares';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { App } from './app';
import { noSuchShare, Refusal } from './refusal';
import { type ComparisonView, elapsedOf, viewComparison } from './view-comparison';

/** What a link shows: the comparison as it was when the link was made. Its record's `id` is the slug. */
export interface SharedView extends ComparisonView {
  /** Search engines may list the page. */
  indexed: boolean;
}

/** @throws Refusal: `not-found` for a slug that never was, `revoked` for one that shows nothing any more. */
export async function viewShare(app: App, slug: string): Promise<SharedView> {
  const { comparison, snapshot, indexed } = await findWorkingShare(app, slug);
  const view = await viewComparison(app, comparison);
  if (!view) throw revoked();
  const record = { ...sharedRecord(view.record, snapshot.turns), id: slug, title: snapshot.title };
  const state = sharedState(view.state, snapshot.turns);
  return { indexed, record, state, elapsed: elapsedOf(app, record) };
}

/** The same without the answers, and as its author has named it. @throws Refusal, as {@link viewShare}. */
export async function findSharedRecord(app: App, slug: string): Promise<ComparisonRecord> {
  const { comparison, snapshot } = await findWorkingShare(app, slug);
  const record = await app.persistence.findComparison(comparison);
  if (!record) throw revoked();
  return sharedRecord(record, snapshot.turns);
}

/** @throws Refusal, as {@link viewShare}. */
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
