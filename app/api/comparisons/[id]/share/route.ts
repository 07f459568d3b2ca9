import { requestSession } from '@/app/_site/session';
import { siteOrigin } from '@/app/_site/site-url';
import { readBody } from '@/app/api/_http/read-body';
import { route } from '@/app/api/_http/route';
import type { ShareLink } from '@/lib/protocol/share';
import { shareChangeSchema, shareRequestSchema } from '@/lib/protocol/share-request';
import { openApp } from '@/lib/service/app';
import { pollNow } from '@/lib/service/polls';
import { changeShare, type OwnShare, ownShares, revokeShares, shareComparison } from '@/lib/service/share-comparison';
import type { Clock } from '@/lib/time/clock';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  async GET(request, { id }) {
    const app = await openApp();
    const shares = await ownShares(app, await requestSession(request), id);
    const origin = await siteOrigin();
    return Response.json(
      { shares: shares.map((share) => toLink(share, origin, app.clock)) },
      { headers: { 'Cache-Control': 'no-store' } },
    );
  },
  async POST(request, { id }) {
    const change = await readBody(request, shareRequestSchema);
    const app = await openApp();
    const { share, made } = await shareComparison(app, await requestSession(request), id, change);
    return Response.json(toLink(share, await siteOrigin(), app.clock), { status: made ? 201 : 200 });
  },
  async PATCH(request, { id }) {
    const change = await readBody(request, shareChangeSchema);
    const app = await openApp();
    const share = await changeShare(app, await requestSession(request), id, change);
    return Response.json(toLink(share, await siteOrigin(), app.clock), { headers: { 'Cache-Control': 'no-store' } });
  },
  async DELETE(request, { id }) {
    const slug = request.nextUrl.searchParams.get('slug') ?? undefined;
    await revokeShares(await openApp(), await requestSession(request), id, slug);
    return new Response(null, { status: 204 });
  },
});

function toLink(share: OwnShare, origin: string, clock: Clock): ShareLink {
  const { slug, snapshot, current, createdAt, revokedAt, takenDownAt, indexed, withBallots } = share;
  return {
    ...{ slug, url: `${origin}/s/${slug}`, createdAt, revokedAt, takenDownAt, indexed, withBallots },
    poll: share.poll && share.counts && { ...pollNow(share.poll, clock), ...share.counts },
    turns: snapshot.turns.length,
    current,
  };
}
