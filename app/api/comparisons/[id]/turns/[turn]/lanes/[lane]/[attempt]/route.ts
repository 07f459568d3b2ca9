import { requestSession } from '@/app/_site/session';
import { type AnswerParams, answerPlace } from '@/app/api/_http/read-address';
import { route } from '@/app/api/_http/route';
import { openApp } from '@/lib/service/app';
import { readAnswer, viewOwnComparison } from '@/lib/service/view-comparison';

/** The rest of an answer that is too long for its page, a piece at a time. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<AnswerParams & { id: string }>({
  async GET(request, { id, ...params }) {
    const place = answerPlace(params, request.nextUrl.searchParams);
    const view = await viewOwnComparison(await openApp(), await requestSession(request), id);
    return Response.json(readAnswer(view, place), { headers: { 'Cache-Control': 'no-store' } });
  },
});
