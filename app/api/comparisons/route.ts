import { after } from 'next/server';
import { requestSession } from '@/app/_site/session';
import { openApp } from '@/lib/service/app';
import { listComparisons } from '@/lib/service/list-comparisons';
import { route } from '../_http/route';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request) {
    const app = await openApp();
    // Where a process lives only within requests, this one goes on with the index.
    after(() => app.indexer.wake());
    const page = await listComparisons(app, await requestSession(request), request.nextUrl.searchParams);
    return Response.json(page, { headers: { 'Cache-Control': 'no-store' } });
  },
});
