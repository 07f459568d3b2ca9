import { type AnswerParams, answerPlace } from '@/app/api/_http/read-address';
import { route } from '@/app/api/_http/route';
import { openApp } from '@/lib/service/app';
import { readAnswer } from '@/lib/service/view-comparison';
import { viewShare } from '@/lib/service/view-share';

/** The same for a spectator, who gets what the link shows. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<AnswerParams & { slug: string }>({
  async GET(request, { slug, ...params }) {
    const place = answerPlace(params, request.nextUrl.searchParams);
    const view = await viewShare(await openApp(), slug);
    const headers = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' };
    return Response.json(readAnswer(view, place), { headers });
  },
});
