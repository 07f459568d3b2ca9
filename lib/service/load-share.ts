import { BLIND_TURN, hidesNames } from '@/lib/comparison/hides-names';
import { type Projection, project } from '@/lib/comparison/project';
import type { Share } from '@/lib/persistence/shares';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { App } from './app';
import { elapsedOf, type LoadedComparison, loadComparison } from './load-comparison';
import { NOBODY, pollNow, type Reader } from './polls';
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
export async function loadShare(app: App, slug: string, reader: Reader = NOBODY): Promise<LoadedShare> {
  const share = await findWorkingShare(app, slug);
  const loaded = await loadComparison(app, share.comparison);
  if (!loaded) throw revoked();
  const projection = await projectionFor(app, reader, { share, record: loaded.record });
  const record = projection.record(loaded.record);
  const state = projection.state(loaded.state);
  const { indexed } = share;
  return { indexed, record, state, elapsed: projection.blind ? {} : elapsedOf(app, record) };
}

/** What a link shows, without answers. */
export interface SharedPart {
  record: ComparisonRecord;
  projection: Projection;
}

/** A link with the whole record of its comparison. */
export interface FoundShare {
  share: Share;
  record: ComparisonRecord;
}

/** Simultaneous spectators share one look-up. @throws Refusal, as {@link loadShare}. */
export async function findShared(app: App, slug: string, reader: Reader = NOBODY): Promise<SharedPart> {
  const found = await app.shareLookups.share(slug, () => find(app, slug));
  const projection = await projectionFor(app, reader, found);
  return { projection, record: projection.record(found.record) };
}

async function find(app: App, slug: string): Promise<FoundShare> {
  const share = await findWorkingShare(app, slug);
  const record = await app.persistence.findComparison(share.comparison);
  if (!record) throw revoked();
  return { share, record };
}

/**
 * A comparison as one spectator of a link sees it. In a poll the names are hidden until they have voted, or the author shows
 * them to all; the author's own knowledge opens no poll. By a link that is no poll a spectator knows as much as the author.
 */
async function projectionFor(app: App, { visitor }: Reader, { share, record }: FoundShare): Promise<Projection> {
  const { slug, snapshot, poll, comparison, withBallots } = share;
  const isVoter = poll !== null && visitor !== null;
  const own = isVoter ? await app.persistence.findBallot({ comparison, turn: BLIND_TURN, visitor }) : null;
  const blind = poll ? record.blind && own === null && poll.names === 'voters' : hidesNames(record);
  return project({
    kind: 'spectator',
    slug,
    ...snapshot,
    blind,
    ballots: own ?? (withBallots && !blind ? 'authors' : 'none'),
    ...(poll && { poll: { ...pollNow(poll, app.clock), voted: own !== null } }),
  });
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
