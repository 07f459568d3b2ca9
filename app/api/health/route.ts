import type { NextRequest } from 'next/server';
import type { Health } from '@/lib/protocol/health';
import { healthCheck } from '@/lib/service/app';
import { invalid } from '@/lib/service/refusal';
import packageJson from '@/package.json';
import { route } from '../_http/route';

const { version } = packageJson;

/** Whether this process is alive; with `?deep=1` whether everything that requests need works too. */
export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request) {
    if (!isDeep(request)) return answer({ status: 'ok', version });
    const health: Health = {
      version,
      commit: process.env.VERCEL_GIT_COMMIT_SHA || null,
      ...(await healthCheck().read()),
    };
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
