import { requestSession } from '@/app/_site/session';
import { type AnswerParams, answerPlace } from '@/app/api/_http/read-address';
import { route } from '@/app/api/_http/route';
import { openApp } from '@/lib/service/app';
import { readAnswer } from '@/lib/service/load-comparison';
import { loadShare } from '@/lib/service/load-share';

/** The same for a spectator of a link. */
export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<AnswerParams & { slug: string }>({
  async GET(request, { slug, ...params }) {
    const place = answerPlace(params, request.nextUrl.searchParams);
    const loaded = await loadShare(await openApp(), slug, await requestSession(request));
    const headers = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' };
    return Response.json(readAnswer(loaded, place), { headers });
  },
});
