import { readBody } from '@/app/api/_http/read-body';
import { route } from '@/app/api/_http/route';
import { reportRequestSchema } from '@/lib/protocol/report';
import { openApp } from '@/lib/service/app';
import { reportShare } from '@/lib/service/report-share';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ slug: string }>({
  async POST(request, { slug }) {
    const report = await readBody(request, reportRequestSchema);
    await reportShare(await openApp(), slug, report);
    return new Response(null, { status: 204 });
  },
});
