import { describe, expect, test } from 'vitest';
import type { HistoryQuery } from '@/lib/client/history-requests';
import { NO_FILTERS } from '@/lib/client/history-state';
import type { HistoryPage } from '@/lib/protocol/history';
import { settle } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import { page, refusal, setUpHistory } from '../support/set-up-history';

describe('the list', () => {
  test('is read when it is opened, and anew each time', async () => {
    const { history, asked, state, ids } = setUpHistory();
    expect(asked).toEqual([]);
    const opening = history.open();
    expect(ids()).toBe('loading');
    await opening;
    expect(ids()).toEqual(['c3', 'c2']);
    history.close();
    expect(state().open).toBe(false);
    await history.open();
    expect(asked).toEqual([
      { search: '', before: null, filters: NO_FILTERS },
      { search: '', before: null, filters: NO_FILTERS },
    ]);
  });

  test('goes on from where the page before ends, until there is no more', async () => {
    const { history, asked, ids } = setUpHistory();
    await history.open();
    await history.showMore();
    expect(ids()).toEqual(['c3', 'c2', 'c1']);
    await history.showMore();
    expect(asked).toEqual([
      { search: '', before: null, filters: NO_FILTERS },
      { search: '', before: 'older', filters: NO_FILTERS },
    ]);
  });

  test('lets a search go on when more of the list before is asked for', async () => {
    const { history, clock, ids, state } = setUpHistory();
    await history.open();
    history.search('two');
    await history.showMore();
    await clock.advance(250);
    expect(ids()).toEqual(['c2']);
    expect(state().list).toMatchObject({ search: 'two' });
  });

  test('asks for the next page once, however often it is clicked, and keeps its rows when that fails', async () => {
    const more = deferred();
    const asked: HistoryQuery[] = [];
    const { history, state, ids } = setUpHistory({
      getHistory: async (query) => {
        asked.push(query);
        if (query.before === null) return page(['c3'], 'older');
        await more.promise;
        throw refusal('Not now.');
      },
    });
    await history.open();
    const first = history.showMore();
    await history.showMore();
    more.resolve();
    await first;
    expect(asked).toHaveLength(2);
    expect(ids()).toEqual(['c3']);
    expect(state().list).toMatchObject({ next: 'older', more: { phase: 'failed', reason: 'Not now.' } });
  });

  test('that cannot be read says why, and is read when asked again', async () => {
    let broken = true;
    const { history, state, ids } = setUpHistory({
      getHistory: async () => {
        if (broken) throw refusal('The server is away.');
        return page(['c1']);
      },
    });
    await history.open();
    expect(state().list).toEqual({ phase: 'failed', reason: 'The server is away.' });
    broken = false;
    await history.reload();
    expect(ids()).toEqual(['c1']);
  });

  test('tells whether the server keeps it at all', async () => {
    const kept = setUpHistory();
    await kept.history.open();
    expect(kept.state().nothingKept).toBe(false);
    const lost = setUpHistory({ getHistory: async () => ({ ...page(['c1']), nothingKept: true }) });
    await lost.history.open();
    expect(lost.state().nothingKept).toBe(true);
    expect(lost.ids()).toEqual(['c1']);
  });
});

describe('a search', () => {
  test('waits for a pause in typing, and keeps the rows until then', async () => {
    const { history, clock, asked, ids } = setUpHistory();
    await history.open();
    for (const text of ['s', 'sk', ' sky ']) {
      history.search(text);
      await clock.advance(200);
    }
    expect(asked).toHaveLength(1);
    expect(ids()).toEqual(['c3', 'c2']);
    await clock.advance(50);
    expect(asked.slice(1)).toEqual([{ search: 'sky', before: null, filters: NO_FILTERS }]);
    expect(ids()).toEqual(['c2']);
    expect(clock.pending).toBe(0);
  });

  test('is not overtaken by the answer to an earlier one, and ends that', async () => {
    const answers = { slow: deferred<HistoryPage>(), fast: deferred<HistoryPage>() };
    const ended: string[] = [];
    const { history, clock, ids } = setUpHistory({
      getHistory: async ({ search }, signal) => {
        if (search === '') return page(['c3']);
        signal.addEventListener('abort', () => ended.push(search));
        return answers[search as 'slow' | 'fast'].promise;
      },
    });
    await history.open();
    history.search('slow');
    await clock.advance(250);
    history.search('fast');
    expect(ended).toEqual(['slow']);
    await clock.advance(250);
    answers.fast.resolve(page(['fast']));
    await settle();
    answers.slow.resolve(page(['slow']));
    await settle();
    expect(ids()).toEqual(['fast']);
  });

  test('takes the place of a next page that is on its way', async () => {
    const more = deferred<HistoryPage>();
    const { history, clock, state, ids } = setUpHistory({
      getHistory: async ({ search, before }) => {
        if (before !== null) return more.promise;
        return search === '' ? page(['c3'], 'older') : page(['c2'], 'older');
      },
    });
    await history.open();
    const adding = history.showMore();
    history.search('c2');
    expect(state().list).toMatchObject({ more: { phase: 'idle' } });
    await clock.advance(250);
    more.resolve(page(['c1']));
    await adding;
    expect(ids()).toEqual(['c2']);
  });

  test('that has not begun is forgotten when the panel closes', async () => {
    const { history, clock, asked } = setUpHistory();
    await history.open();
    history.search('sky');
    history.close();
    expect(clock.pending).toBe(0);
    expect(asked).toHaveLength(1);
  });
});
