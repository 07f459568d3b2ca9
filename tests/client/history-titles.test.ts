import { describe, expect, test } from 'vitest';
import { deferred } from '../support/openrouter/deferred';
import { refusal, setUpHistory } from '../support/set-up-history';

describe('a title', () => {
  test('is saved, listed and told to the page', async () => {
    const { history, sent, titles, changed, state } = setUpHistory();
    await history.open();
    history.edit('c2');
    await history.rename('  Why the sky is blue  ');
    expect(sent).toEqual([{ id: 'c2', title: 'Why the sky is blue' }]);
    expect(titles).toEqual([['c2', 'Why the sky is blue']]);
    expect(changed).toEqual(['c2']);
    expect(state().list).toMatchObject({ comparisons: [{ id: 'c3', title: null }, { title: 'Why the sky is blue' }] });
    expect(state().editing).toBeNull();
  });

  test('that is empty takes the title away', async () => {
    const { history, sent } = setUpHistory();
    await history.open();
    history.edit('c2');
    await history.rename('   ');
    expect(sent).toEqual([{ id: 'c2', title: null }]);
  });

  test('of 200 characters is taken, of 201 refused before it is sent, and what was written stays', async () => {
    const { history, sent, state } = setUpHistory();
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
    const { history, titles, state } = setUpHistory({ changeComparison: () => Promise.reject(refusal('Not yours.')) });
    await history.open();
    history.edit('c2');
    await history.rename('Mine');
    expect(state().editing).toEqual({ id: 'c2', phase: 'writing', problem: 'Not yours.' });
    expect(state().list).toMatchObject({ comparisons: [{ title: null }, { title: null }] });
    expect(titles).toEqual([]);
  });

  test('that is saved late does not close another that is written meanwhile', async () => {
    const saved = deferred<void>();
    const { history, state } = setUpHistory({ changeComparison: () => saved.promise });
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
    const { history, state } = setUpHistory({ changeComparison: () => Promise.reject(refusal('Not now.')) });
    await history.open();
    history.edit('c2');
    const renaming = history.rename('Two');
    history.edit(null);
    await renaming;
    expect(state()).toMatchObject({ editing: null, refusals: { c2: 'Not now.' } });
  });

  test('goes on being written while a search is read, as long as its row is found', async () => {
    const { history, clock, state } = setUpHistory();
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
