import { abreast } from '@/lib/run/abreast';
import { stopRun } from '@/lib/run/stop-run';
import { laneParam } from '../../../../_http/lane-param';
import { route } from '../../../../_http/route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ run: string; lane: string }>({
  async DELETE(_request, { run, lane }) {
    await stopRun(await abreast(), run, laneParam(lane));
    return new Response(null, { status: 204 });
  },
});
