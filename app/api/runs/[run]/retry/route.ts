import { retrySchema } from '@/lib/protocol/ask';
import { abreast } from '@/lib/run/abreast';
import { retryLanes } from '@/lib/run/retry-lanes';
import { requestVisitor } from '../../../../_site/visitor';
import { readBody } from '../../../_http/read-body';
import { route } from '../../../_http/route';
import { streamRun } from '../../../_http/stream-run';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ run: string }>({
  async POST(request, { run }) {
    const { lanes } = await readBody(request, retrySchema);
    return streamRun(await retryLanes(await abreast(), await requestVisitor(request), run, lanes));
  },
});
