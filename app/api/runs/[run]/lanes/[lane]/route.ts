import { abreast } from '@/lib/run/abreast';
import { stopRun } from '@/lib/run/stop-run';
import { requestVisitor } from '../../../../../_site/visitor';
import { laneParam } from '../../../../_http/lane-param';
import { route } from '../../../../_http/route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ run: string; lane: string }>({
  async DELETE(request, { run, lane }) {
    await stopRun(await abreast(), await requestVisitor(request), run, laneParam(lane));
    return new Response(null, { status: 204 });
  },
});
