import { requestSession } from '@/app/_site/session';
import { type AnswerParams, answerPlace } from '@/app/api/_http/read-address';
import { route } from '@/app/api/_http/route';
import { openApp } from '@/lib/service/app';
import { loadOwnComparison, readAnswer } from '@/lib/service/load-comparison';

/** An answer that is too long for its page, piece by piece. */
export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<AnswerParams & { id: string }>({
  async GET(request, { id, ...params }) {
    const place = answerPlace(params, request.nextUrl.searchParams);
    const loaded = await loadOwnComparison(await openApp(), await requestSession(request), id);
    return Response.json(readAnswer(loaded, place), { headers: { 'Cache-Control': 'no-store' } });
  },
});
