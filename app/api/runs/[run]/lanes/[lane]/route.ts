import { requestSession } from '@/app/_site/session';
import { laneParam } from '@/app/api/_http/read-address';
import { route } from '@/app/api/_http/route';
import { openApp } from '@/lib/service/app';
import { stopRun } from '@/lib/service/stop-run';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ run: string; lane: string }>({
  async DELETE(request, { run, lane }) {
    await stopRun(await openApp(), await requestSession(request), run, laneParam(lane));
    return new Response(null, { status: 204 });
  },
});
