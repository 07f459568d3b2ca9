import { abreast } from '@/lib/run/abreast';
import { stopRun } from '@/lib/run/stop-run';
import { requestVisitor } from '../../../_site/visitor';
import { route } from '../../_http/route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ run: string }>({
  async DELETE(request, { run }) {
    await stopRun(await abreast(), await requestVisitor(request), run);
    return new Response(null, { status: 204 });
  },
});
