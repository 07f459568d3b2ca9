import { LONGEST_PAGE } from '@/lib/persistence/history';
import { decodeCursor, encodeCursor } from '@/lib/persistence/history-cursor';
import type { HistoryPage } from '@/lib/protocol/history';
import { LONGEST_SEARCH } from '@/lib/protocol/text';
import type { Session } from '@/lib/session/session';
import type { App } from './app';
import { invalid } from './refusal';

/** How many comparisons a page has, unless another number is asked for. */
const USUAL_PAGE = 30;

/** @returns a page of the visitor's comparisons, newest first. @throws Refusal for a parameter that is not valid. */
export async function listComparisons(app: App, session: Session, params: URLSearchParams): Promise<HistoryPage> {
  const query = readQuery(params);
  const { persistence } = app;
  const { visitor } = session;
  const found =
    visitor === null ? { comparisons: [], next: null } : await persistence.listComparisons({ visitor, ...query });
  return {
    comparisons: [...found.comparisons],
    next: found.next && encodeCursor(found.next),
    ...(persistence.kind === 'temporary' && { nothingKept: true }),
  };
}

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
  return { search, before, limit, ...readFilters(params) };
}

function readFilters(params: URLSearchParams) {
  const isOn = (name: string) => {
    const text = params.get(name) ?? '0';
    if (text !== '0' && text !== '1') throw invalid([{ path: name, message: 'must be 1, or left out' }]);
    return text === '1';
  };
  return { model: params.get('model') || undefined, failed: isOn('failed'), starred: isOn('starred') };
}
