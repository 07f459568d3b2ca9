import { RequestFailed } from '@/lib/client/api';
import type { HistoryQuery } from '@/lib/client/history-requests';
import type { HistoryPorts } from '@/lib/client/history-state';
import { createHistory } from '@/lib/client/history-store';
import type { HistoryPage, ListedComparison } from '@/lib/protocol/history';
import { FakeClock } from './fake-clock';

const at = '2026-01-01T00:00:00.000Z';
export const listed = (id: string, title: string | null = null): ListedComparison => ({
  id,
  title,
  opening: `Prompt of ${id}`,
  turns: 1,
  starred: false,
  failed: 0,
  costUsd: null,
  lanes: [],
  createdAt: at,
  updatedAt: at,
});
export const page = (ids: readonly string[], next: string | null = null): HistoryPage => ({
  comparisons: ids.map((id) => listed(id)),
  next,
});
export const refusal = (detail: string) => new RequestFailed({ status: 500, code: 'internal', detail });

/** A history of a server that has `pages`, by search and by what stands before. */
export function setUpHistory(ports: Partial<HistoryPorts> = {}) {
  const clock = new FakeClock();
  const asked: HistoryQuery[] = [];
  const sent: unknown[] = [];
  const titles: unknown[] = [];
  const changed: string[] = [];
  const history = createHistory({
    getHistory: async (query) => {
      asked.push(query);
      if (query.before === 'older') return page(['c1']);
      return query.search === '' ? page(['c3', 'c2'], 'older') : page(['c2']);
    },
    changeComparison: async (id, change) => void sent.push({ id, ...change }),
    deleteComparison: async (id) => void sent.push({ id, deleted: true }),
    after: (ms, fire) => clock.after(ms, fire),
    onTitle: (id, title) => titles.push([id, title]),
    onChange: (id) => changed.push(id),
    ...ports,
  });
  const state = () => history.store.getState();
  const ids = () => {
    const { list } = state();
    return list.phase === 'ready' ? list.comparisons.map(({ id }) => id) : list.phase;
  };
  return { history, clock, asked, sent, titles, changed, state, ids };
}
