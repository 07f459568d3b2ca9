import { abreast } from '@/lib/run/abreast';
import { noSuchComparison } from '@/lib/run/refusal';
import { viewComparison } from '@/lib/run/view-comparison';
import { route } from '../../_http/route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  async GET(_request, { id }) {
    const view = await viewComparison(await abreast(), id);
    if (!view) throw noSuchComparison();
    return Response.json({ comparison: view.record, ...view.state }, { headers: { 'Cache-Control': 'no-store' } });
  },
});
