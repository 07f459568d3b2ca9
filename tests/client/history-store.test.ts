import { describe, expect, test } from 'vitest';
import { type HistoryQuery, RequestFailed } from '@/lib/client/api';
import { createHistory, type HistoryPorts } from '@/lib/client/history-store';
import type { HistoryPage, ListedComparison } from '@/lib/protocol/history';
import { FakeClock, settle } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';

const at = '2026-01-01T00:00:00.000Z';
const listed = (id: string, title: string | null = null): ListedComparison => ({
  id,
  title,
  opening: `Prompt of ${id}`,
  turns: 1,
  lanes: [],
  createdAt: at,
  updatedAt: at,
});
const page = (ids: readonly string[], next: string | null = null): HistoryPage => ({
  comparisons: ids.map((id) => listed(id)),
  next,
});
const refusal = (detail: string) => new RequestFailed({ status: 500, code: 'internal', detail });

/** A history of a server that has `pages`, by search and by what stands before. */
function setUp(ports: Partial<HistoryPorts> = {}) {
  const clock = new FakeClock();
  const asked: HistoryQuery[] = [];
  const sent: unknown[] = [];
  const titles: unknown[] = [];
  const history = createHistory({
    getHistory: async (query) => {
      asked.push(query);
      if (query.before === 'older') return page(['c1']);
      return query.search === '' ? page(['c3', 'c2'], 'older') : page(['c2']);
    },
    changeComparison: async (id, change) => void sent.push({ id, ...change }),
    deleteComparison: async (id) => void sent.push({ id, deleted: true }),
    getDatabase: async () => 'sqlite',
    after: (ms, fire) => clock.after(ms, fire),
    onTitle: (id, title) => titles.push([id, title]),
    ...ports,
  });
  const state = () => history.store.getState();
  const ids = () => {
    const { list } = state();
    return list.phase === 'ready' ? list.comparisons.map(({ id }) => id) : list.phase;
  };
  return { history, clock, asked, sent, titles, state, ids };
}

describe('the list', () => {
  test('is read when it is opened, and anew each time', async () => {
    const { history, asked, state, ids } = setUp();
    expect(asked).toEqual([]);
    const opening = history.open();
    expect(ids()).toBe('loading');
    await opening;
    expect(ids()).toEqual(['c3', 'c2']);
    history.close();
    expect(state().open).toBe(false);
    await history.open();
    expect(asked).toEqual([
      { search: '', before: null },
      { search: '', before: null },
    ]);
  });

  test('goes on from where the page before ends, until there is no more', async () => {
    const { history, asked, ids } = setUp();
    await history.open();
    await history.showMore();
    expect(ids()).toEqual(['c3', 'c2', 'c1']);
    await history.showMore();
    expect(asked).toEqual([
      { search: '', before: null },
      { search: '', before: 'older' },
    ]);
  });

  test('lets a search go on when more of the list before is asked for', async () => {
    const { history, clock, ids, state } = setUp();
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
    const { history, state, ids } = setUp({
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
    expect(state().list).toMatchObject({ next: 'older', more: { phase: 'failed', why: 'Not now.' } });
  });

  test('that cannot be read says why, and is read when asked again', async () => {
    let broken = true;
    const { history, state, ids } = setUp({
      getHistory: async () => {
        if (broken) throw refusal('The server is away.');
        return page(['c1']);
      },
    });
    await history.open();
    expect(state().list).toEqual({ phase: 'failed', why: 'The server is away.' });
    broken = false;
    await history.reload();
    expect(ids()).toEqual(['c1']);
  });

  test('tells which database keeps it, once that is known, and is shown without that too', async () => {
    const known = setUp({ getDatabase: async () => 'memory' });
    await known.history.open();
    expect(known.state().database).toBe('memory');
    const unknown = setUp({ getDatabase: () => Promise.reject(refusal('Away.')) });
    await unknown.history.open();
    expect(unknown.state().database).toBeNull();
    expect(unknown.ids()).toEqual(['c3', 'c2']);
  });
});

describe('a search', () => {
  test('waits for a pause in typing, and keeps the rows until then', async () => {
    const { history, clock, asked, ids } = setUp();
    await history.open();
    for (const text of ['s', 'sk', ' sky ']) {
      history.search(text);
      await clock.advance(200);
    }
    expect(asked).toHaveLength(1);
    expect(ids()).toEqual(['c3', 'c2']);
    await clock.advance(50);
    expect(asked.slice(1)).toEqual([{ search: 'sky', before: null }]);
    expect(ids()).toEqual(['c2']);
    expect(clock.pending).toBe(0);
  });

  test('is not overtaken by the answer to an earlier one, and ends that', async () => {
    const answers = { slow: deferred<HistoryPage>(), fast: deferred<HistoryPage>() };
    const ended: string[] = [];
    const { history, clock, ids } = setUp({
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
    const { history, clock, state, ids } = setUp({
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
    const { history, clock, asked } = setUp();
    await history.open();
    history.search('sky');
    history.close();
    expect(clock.pending).toBe(0);
    expect(asked).toHaveLength(1);
  });
});

describe('a title', () => {
  test('is saved, listed and told to the page', async () => {
    const { history, sent, titles, state } = setUp();
    await history.open();
    history.edit('c2');
    await history.rename('  Why the sky is blue  ');
    expect(sent).toEqual([{ id: 'c2', title: 'Why the sky is blue' }]);
    expect(titles).toEqual([['c2', 'Why the sky is blue']]);
    expect(state().list).toMatchObject({ comparisons: [{ id: 'c3', title: null }, { title: 'Why the sky is blue' }] });
    expect(state().editing).toBeNull();
  });

  test('that is empty takes the title away', async () => {
    const { history, sent } = setUp();
    await history.open();
    history.edit('c2');
    await history.rename('   ');
    expect(sent).toEqual([{ id: 'c2', title: null }]);
  });

  test('of 200 characters is taken, of 201 refused before it is sent, and what was written stays', async () => {
    const { history, sent, state } = setUp();
    await history.open();
    history.edit('c2');
    await history.rename('x'.repeat(201));
    expect(sent).toEqual([]);
    const problem = 'A title has 200 characters at most; this one has 201.';
    expect(state().editing).toEqual({ id: 'c2', phase: 'writing', problem });
    await history.rename('x'.repeat(200));
    expect(sent).toHaveLength(1);
  });

  test('that the server refuses stays as it was, and says why', async () => {
    const { history, titles, state } = setUp({ changeComparison: () => Promise.reject(refusal('Not yours.')) });
    await history.open();
    history.edit('c2');
    await history.rename('Mine');
    expect(state().editing).toEqual({ id: 'c2', phase: 'writing', problem: 'Not yours.' });
    expect(state().list).toMatchObject({ comparisons: [{ title: null }, { title: null }] });
    expect(titles).toEqual([]);
  });

  test('that is saved late does not close another that is written meanwhile', async () => {
    const saved = deferred<void>();
    const { history, state } = setUp({ changeComparison: () => saved.promise });
    await history.open();
    history.edit('c2');
    const renaming = history.rename('Two');
    history.edit('c3');
    saved.resolve();
    await renaming;
    expect(state().editing).toEqual({ id: 'c3', phase: 'writing', problem: null });
    expect(state().list).toMatchObject({ comparisons: [{ title: null }, { title: 'Two' }] });
  });

  test('that is refused when it is no longer looked at is told in its row', async () => {
    const { history, state } = setUp({ changeComparison: () => Promise.reject(refusal('Not now.')) });
    await history.open();
    history.edit('c2');
    const renaming = history.rename('Two');
    history.edit(null);
    await renaming;
    expect(state()).toMatchObject({ editing: null, refusals: { c2: 'Not now.' } });
  });

  test('goes on being written while a search is read, as long as its row is found', async () => {
    const { history, clock, state } = setUp();
    await history.open();
    history.edit('c2');
    history.search('two');
    await clock.advance(250);
    expect(state().editing).toMatchObject({ id: 'c2' });
    history.edit('c3');
    history.search('two ');
    await clock.advance(250);
    expect(state().editing).toBeNull();
  });
});

describe('a deletion', () => {
  test('is shown at once, keeps its row, and is taken back', async () => {
    const { history, sent, state, ids } = setUp();
    await history.open();
    const removing = history.remove('c2');
    expect(state().deleted).toEqual(['c2']);
    expect(ids()).toEqual(['c3', 'c2']);
    await removing;
    await history.restore('c2');
    expect(state().deleted).toEqual([]);
    expect(sent).toEqual([
      { id: 'c2', deleted: true },
      { id: 'c2', deleted: false },
    ]);
  });

  test('reaches the server before its undoing, however fast that is clicked', async () => {
    const deleted = deferred<void>();
    const sent: string[] = [];
    const { history } = setUp({
      deleteComparison: () => deleted.promise.then(() => void sent.push('delete')),
      changeComparison: async () => void sent.push('undo'),
    });
    await history.open();
    void history.remove('c2');
    const undone = history.restore('c2');
    await settle();
    expect(sent).toEqual([]);
    deleted.resolve();
    await undone;
    expect(sent).toEqual(['delete', 'undo']);
  });

  test('that is refused puts the row back and says why; so does an undoing', async () => {
    let refuse = true;
    const { history, state } = setUp({
      deleteComparison: async () => {
        if (refuse) throw refusal('Not now.');
      },
      changeComparison: () => Promise.reject(refusal('Gone for good.')),
    });
    await history.open();
    await history.remove('c2');
    expect(state()).toMatchObject({ deleted: [], refusals: { c2: 'Not now.' } });
    refuse = false;
    await history.remove('c2');
    expect(state()).toMatchObject({ deleted: ['c2'], refusals: {} });
    await history.restore('c2');
    expect(state()).toMatchObject({ deleted: ['c2'], refusals: { c2: 'Gone for good.' } });
  });

  test('that is asked for again after one was refused ends as the server has it', async () => {
    let refused = 1;
    const { history, state } = setUp({
      deleteComparison: async () => {
        if (refused-- > 0) throw refusal('Not now.');
      },
    });
    await history.open();
    await Promise.all([history.remove('c2'), history.restore('c2'), history.remove('c2')]);
    expect(state().deleted).toEqual(['c2']);
  });

  test('is over before the list is read again', async () => {
    const deleted = deferred<void>();
    const { history, asked } = setUp({ deleteComparison: () => deleted.promise });
    await history.open();
    const removing = history.remove('c2');
    history.close();
    const opening = history.open();
    await settle();
    expect(asked).toHaveLength(1);
    deleted.resolve();
    await Promise.all([removing, opening]);
    expect(asked).toHaveLength(2);
  });

  test('keeps its row, at its place, as long as the page is open', async () => {
    const all = ['c4', 'c3', 'c2', 'c1'];
    const gone = new Set<string>();
    const { history, state, ids } = setUp({
      deleteComparison: async (id) => void gone.add(id),
      getHistory: async ({ search, before }) => {
        const left = (before === null ? all : all.slice(2)).filter((id) => !gone.has(id));
        const dated = left.map((id) => ({ ...listed(id), createdAt: `2026-01-0${id.slice(1)}T00:00:00.000Z` }));
        if (search !== '') return { comparisons: dated, next: null };
        return { comparisons: dated.slice(0, 2), next: before === null ? 'older' : null };
      },
    });
    await history.open();
    await history.showMore();
    await history.remove('c3');
    await history.remove('c1');
    history.close();
    await history.open();
    expect(ids()).toEqual(['c4', 'c3', 'c2']);
    expect(state().deleted).toEqual(['c3', 'c1']);
    await history.showMore();
    expect(ids()).toEqual(['c4', 'c3', 'c2']);
    await history.restore('c3');
    expect(state().deleted).toEqual(['c1']);
  });
});
