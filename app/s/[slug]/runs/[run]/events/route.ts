import { requestSession } from '@/app/_site/session';
import { eventStreamResponse } from '@/app/api/_http/event-stream';
import { placeFrom } from '@/app/api/_http/read-address';
import { route } from '@/app/api/_http/route';
import { openApp } from '@/lib/service/app';
import { readSharedRun } from '@/lib/service/read-run';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ slug: string; run: string }>({
  async GET(request, { slug, run }) {
    const session = await requestSession(request);
    return eventStreamResponse(await readSharedRun(await openApp(), slug, run, placeFrom(request), session));
  },
});
