import { requestSession } from '@/app/_site/session';
import { exportFormat, exportResponse } from '@/app/api/_http/export-response';
import { route } from '@/app/api/_http/route';
import { openApp } from '@/lib/service/app';
import { loadShare } from '@/lib/service/load-share';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ slug: string }>({
  async GET(request, { slug }) {
    const format = exportFormat(request.nextUrl.searchParams);
    return exportResponse(await loadShare(await openApp(), slug, await requestSession(request)), format);
  },
});
