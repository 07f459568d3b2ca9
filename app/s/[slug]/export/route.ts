import { abreast } from '@/lib/run/abreast';
import { viewShare } from '@/lib/run/view-share';
import { exportFormat, exportResponse } from '../../../api/_http/export-response';
import { route } from '../../../api/_http/route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ slug: string }>({
  async GET(request, { slug }) {
    const format = exportFormat(request.nextUrl.searchParams);
    return exportResponse(await viewShare(await abreast(), slug), format);
  },
});
