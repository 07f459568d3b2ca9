import type { NextRequest } from 'next/server';
import { requestedOrigin, siteOrigin, siteUrl } from '@/app/_site/site-url';
import { addressRow, type Health } from '@/lib/protocol/health';
import { healthCheck } from '@/lib/service/app';
import { invalid } from '@/lib/service/refusal';
import packageJson from '@/package.json';
import { route } from '../_http/route';

const { version } = packageJson;

export const maxDuration = 300;

/**
 * Whether this process is alive; with `?deep=1` also whether the deployment works. The row of the address is of each
 * request, all others are kept for a while.
 */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request) {
    if (!isDeep(request)) return answer({ status: 'ok', version });
    const { ready, rows } = await healthCheck().read();
    const links = { origin: await siteOrigin(), isSet: siteUrl() !== null };
    const address = addressRow(links, requestedOrigin(request.headers) ?? links.origin);
    const commit = process.env.VERCEL_GIT_COMMIT_SHA || null;
    const health: Health = { ready, version, commit, rows: [...rows, address] };
    return answer(health, health.ready ? 200 : 503);
  },
});

function answer(body: object, status = 200): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}

/** @throws Refusal for anything but one `deep=1`. */
function isDeep({ nextUrl }: NextRequest): boolean {
  const given = nextUrl.searchParams.getAll('deep');
  if (given.length === 0) return false;
  if (given.length === 1 && given[0] === '1') return true;
  throw invalid([{ path: 'deep', message: 'must be 1, or absent' }]);
}
