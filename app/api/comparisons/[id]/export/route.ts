import { abreast } from '@/lib/run/abreast';
import { viewOwnComparison } from '@/lib/run/view-comparison';
import { requestVisitor } from '../../../../_site/visitor';
import { exportFormat, exportResponse } from '../../../_http/export-response';
import { route } from '../../../_http/route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  async GET(request, { id }) {
    const format = exportFormat(request.nextUrl.searchParams);
    return exportResponse(await viewOwnComparison(await abreast(), await requestVisitor(request), id), format);
  },
});
