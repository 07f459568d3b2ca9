import { abreast } from '@/lib/run/abreast';
import { retryLane } from '@/lib/run/retry-lane';
import { requestVisitor } from '../../../../../../_site/visitor';
import { laneParam } from '../../../../../_http/lane-param';
import { route } from '../../../../../_http/route';
import { streamRun } from '../../../../../_http/stream-run';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ run: string; lane: string }>({
  async POST(request, { run, lane }) {
    return streamRun(await retryLane(await abreast(), await requestVisitor(request), run, laneParam(lane)));
  },
});
