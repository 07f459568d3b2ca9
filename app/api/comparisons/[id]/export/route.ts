import { requestSession } from '@/app/_site/session';
import { exportFormat, exportResponse } from '@/app/api/_http/export-response';
import { route } from '@/app/api/_http/route';
import { openApp } from '@/lib/service/app';
import { loadOwnComparison } from '@/lib/service/load-comparison';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ id: string }>({
  async GET(request, { id }) {
    const format = exportFormat(request.nextUrl.searchParams);
    return exportResponse(await loadOwnComparison(await openApp(), await requestSession(request), id), format);
  },
});
