import { abreast } from '@/lib/run/abreast';
import { stopRun } from '@/lib/run/stop-run';
import { route } from '../../_http/route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ run: string }>({
  async DELETE(_request, { run }) {
    await stopRun(await abreast(), run);
    return new Response(null, { status: 204 });
  },
});
