import { requestSession } from '@/app/_site/session';
import { siteOrigin } from '@/app/_site/site-url';
import { readBody } from '@/app/api/_http/read-body';
import { route } from '@/app/api/_http/route';
import { type ShareLink, shareRequestSchema } from '@/lib/protocol/share';
import { openApp } from '@/lib/service/app';
import { type OwnShare, ownShares, revokeShares, shareComparison } from '@/lib/service/share-comparison';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  async GET(request, { id }) {
    const shares = await ownShares(await openApp(), await requestSession(request), id);
    const origin = await siteOrigin();
    return Response.json(
      { shares: shares.map((share) => toLink(share, origin)) },
      { headers: { 'Cache-Control': 'no-store' } },
    );
  },
  async POST(request, { id }) {
    const change = await readBody(request, shareRequestSchema);
    const { share, made } = await shareComparison(await openApp(), await requestSession(request), id, change);
    return Response.json(toLink(share, await siteOrigin()), { status: made ? 201 : 200 });
  },
  async DELETE(request, { id }) {
    const slug = request.nextUrl.searchParams.get('slug') ?? undefined;
    await revokeShares(await openApp(), await requestSession(request), id, slug);
    return new Response(null, { status: 204 });
  },
});

function toLink({ slug, snapshot, current, ...share }: OwnShare, origin: string): ShareLink {
  const { createdAt, revokedAt, takenDownAt, indexed } = share;
  const turns = snapshot.turns.length;
  return { slug, url: `${origin}/s/${slug}`, createdAt, revokedAt, takenDownAt, indexed, turns, current };
}
