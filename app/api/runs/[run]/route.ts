import { requestSession } from '@/app/_site/session';
import { route } from '@/app/api/_http/route';
import { openApp } from '@/lib/service/app';
import { stopRun } from '@/lib/service/stop-run';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ run: string }>({
  async DELETE(request, { run }) {
    await stopRun(await openApp(), await requestSession(request), run);
    return new Response(null, { status: 204 });
  },
});
