import { requestSession } from '@/app/_site/session';
import { readBody } from '@/app/api/_http/read-body';
import { route } from '@/app/api/_http/route';
import { withBeginnings } from '@/lib/comparison/beginning';
import { comparisonChangeSchema } from '@/lib/protocol/comparison-change';
import { openApp } from '@/lib/service/app';
import { changeComparison } from '@/lib/service/change-comparison';
import { deleteComparison } from '@/lib/service/delete-comparison';
import { loadOwnComparison } from '@/lib/service/load-comparison';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  async GET(request, { id }) {
    const { record, state } = await loadOwnComparison(await openApp(), await requestSession(request), id);
    return Response.json({ record, state: withBeginnings(state) }, { headers: { 'Cache-Control': 'no-store' } });
  },
  async PATCH(request, { id }) {
    const change = await readBody(request, comparisonChangeSchema);
    await changeComparison(await openApp(), await requestSession(request), id, change);
    return new Response(null, { status: 204 });
  },
  async DELETE(request, { id }) {
    await deleteComparison(await openApp(), await requestSession(request), id);
    return new Response(null, { status: 204 });
  },
});
