import { describe, expect, test } from 'vitest';
import { settle } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import { listed, refusal, setUpHistory } from '../support/set-up-history';

describe('a deletion', () => {
  test('is shown at once, keeps its row, and is taken back', async () => {
    const { history, sent, changed, state, ids } = setUpHistory();
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
    expect(changed).toEqual(['c2', 'c2']);
  });

  test('reaches the server before its undoing, however fast that is clicked', async () => {
    const deleted = deferred<void>();
    const sent: string[] = [];
    const { history } = setUpHistory({
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
    const { history, state } = setUpHistory({
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
    const { history, state } = setUpHistory({
      deleteComparison: async () => {
        if (refused-- > 0) throw refusal('Not now.');
      },
    });
    await history.open();
    await Promise.all([history.remove('c2'), history.restore('c2'), history.remove('c2')]);
    expect(state().deleted).toEqual(['c2']);
  });

  test('that is refused is shown as such although another one waits', async () => {
    const later = deferred<void>();
    const { history, state } = setUpHistory({
      deleteComparison: (id) => (id === 'c3' ? Promise.reject(refusal('Not now.')) : later.promise),
    });
    await history.open();
    const [refused, waits] = [history.remove('c3'), history.remove('c2')];
    await refused;
    expect(state()).toMatchObject({ deleted: ['c2'], refusals: { c3: 'Not now.' } });
    later.resolve();
    await waits;
    expect(state().deleted).toEqual(['c2']);
  });

  test('is over before the list is read again', async () => {
    const deleted = deferred<void>();
    const { history, asked } = setUpHistory({ deleteComparison: () => deleted.promise });
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
    const { history, state, ids } = setUpHistory({
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
