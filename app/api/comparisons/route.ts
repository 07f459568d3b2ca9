import { requestVisitor } from '@/app/_site/visitor';
import { LONGEST_PAGE } from '@/lib/persistence/history';
import { decodeCursor, encodeCursor } from '@/lib/persistence/history-cursor';
import { type HistoryPage, LONGEST_SEARCH } from '@/lib/protocol/history';
import { openApp } from '@/lib/service/app';
import { invalid } from '../_http/invalid';
import { route } from '../_http/route';

/** How many comparisons a page has, unless another number is asked for. */
const USUAL_PAGE = 30;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request) {
    const { search, before, limit } = readQuery(request.nextUrl.searchParams);
    const visitor = await requestVisitor(request);
    const { persistence } = await openApp();
    const found =
      visitor === null
        ? { comparisons: [], next: null }
        : await persistence.listComparisons({ visitor, search, before, limit });
    const page: HistoryPage = {
      comparisons: [...found.comparisons],
      next: found.next && encodeCursor(found.next),
      ...(persistence.kind === 'memory' && { nothingKept: true }),
    };
    return Response.json(page, { headers: { 'Cache-Control': 'no-store' } });
  },
});

function readQuery(params: URLSearchParams) {
  const search = params.get('search') ?? '';
  if (search.length > LONGEST_SEARCH) {
    throw invalid([{ path: 'search', message: `must be at most ${LONGEST_SEARCH} characters long` }]);
  }
  const cursor = params.get('before');
  const before = cursor ? decodeCursor(cursor) : null;
  if (cursor && !before) throw invalid([{ path: 'before', message: 'must be the `next` of a page before' }]);
  const limit = Number(params.get('limit') ?? USUAL_PAGE);
  if (!Number.isInteger(limit) || limit < 1 || limit > LONGEST_PAGE) {
    throw invalid([{ path: 'limit', message: `must be a whole number from 1 to ${LONGEST_PAGE}` }]);
  }
  return { search, before, limit };
}
