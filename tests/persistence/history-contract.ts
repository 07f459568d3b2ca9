import { expect, test } from 'vitest';
import { listLanes } from '@/lib/comparison/lanes';
import type { HistoryQuery } from '@/lib/persistence/history';
import { decodeCursor, encodeCursor } from '@/lib/persistence/history-cursor';
import type { Persistence } from '@/lib/persistence/persistence';
import { promptText, textContent } from '@/lib/protocol/comparison';
import { comparisonRecord, entries, newLanes } from './records';
import type { TestClock } from './test-clock';

/** What every adapter does alike with a visitor's history. */
export function historyContract(kept: () => Persistence, clock: TestClock): void {
  /** Made in that minute. */
  async function make(id: string, minute: number, prompt = 'one', visitor: string | null = 'v'): Promise<void> {
    const record = comparisonRecord(id, `r${id}`);
    const createdAt = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
    const turns = record.turns.map((turn) => ({ ...turn, content: textContent(prompt) }));
    await kept().createComparison({ ...record, createdAt, turns }, visitor);
  }

  const list = async (query: Partial<HistoryQuery> = {}) => {
    const { comparisons } = await kept().listComparisons({ visitor: 'v', limit: 50, ...query });
    return comparisons.map(({ id }) => id).join('');
  };

  test('lists a visitor’s own comparisons, made last first', async () => {
    await make('b', 2);
    await make('a', 1);
    await make('c', 3);
    await make('x', 4, 'one', 'w');
    await make('y', 5, 'one', null);
    expect(await list()).toBe('cba');
    expect(await list({ visitor: 'w' })).toBe('x');
    expect(await list({ visitor: 'nobody' })).toBe('');
  });

  test('tells of each what a list shows', async () => {
    await make('a', 1, `${'🙂'.repeat(300)} and more`);
    await kept().addTurn('a', { content: textContent('two'), system: null, run: 'r2', lanes: newLanes('A') });
    const { comparisons } = await kept().listComparisons({ visitor: 'v', limit: 1 });
    expect(comparisons).toEqual([
      {
        id: 'a',
        title: null,
        opening: '🙂'.repeat(200),
        turns: 2,
        starred: false,
        failed: 0,
        costUsd: null,
        lanes: listLanes(comparisonRecord('a', 'r')).map(({ attempt, source, system, ...lane }) => lane),
        createdAt: '2026-01-01T00:01:00.000Z',
        updatedAt: clock.date().toISOString(),
      },
    ]);
  });

  test('pages through all of it once, also where many were made at the same instant', async () => {
    for (const [index, id] of [...'abcdefghijk'].entries()) await make(id, Math.floor(index / 4));
    const seen: string[] = [];
    let before: HistoryQuery['before'] = null;
    do {
      const page = await kept().listComparisons({ visitor: 'v', limit: 3, before });
      seen.push(...page.comparisons.map(({ id }) => id));
      before = page.next && decodeCursor(encodeCursor(page.next));
    } while (before);
    expect([...seen].sort().join('')).toBe('abcdefghijk');
    expect(seen.slice(0, 3).sort().join('')).toBe('ijk');
  });

  test('finds by prompt of any turn, title and model, in any case and language, every word of it', async () => {
    await make('a', 1, 'Über ÄPFEL and Birnen');
    await make('b', 2, 'a haiku');
    await kept().addTurn('b', {
      content: textContent('Now in ЯПОНСКИЙ'),
      system: null,
      run: 'rb2',
      lanes: newLanes('A'),
    });
    await make('c', 3, 'nothing');
    await kept().renameComparison('c', 'v', 'My Favourite');
    const found = async (search: string) => list({ search });
    expect(await found('äpfel')).toBe('a');
    expect(await found('japanese')).toBe('');
    expect(await found('японский')).toBe('b');
    expect(await found('FAVOURITE')).toBe('c');
    expect(await found('VENDOR/a')).toBe('cba');
    expect(await found('haiku vendor/B')).toBe('b');
    expect(await found('haiku äpfel')).toBe('');
    expect(await found('  ')).toBe('cba');
  });

  test('finds by a model that a later turn or attempt asked, and by the one that it replaced', async () => {
    await make('a', 1, 'one');
    const [lane] = newLanes('A');
    if (!lane) throw new Error('there is a lane A');
    const replaced = { ...lane, model: 'maker/newer', name: 'Newer 50% ?', vendor: 'Maker' };
    await kept().addTurn('a', { content: textContent('two'), system: null, run: 'r2', lanes: [replaced] });
    await kept().addAttempts('a', { turn: 1, run: 'r3', lanes: [{ ...replaced, name: 'Latest' }] });
    for (const search of ['newer 50%', 'MAKER', 'latest', 'vendor/A']) expect(await list({ search }), search).toBe('a');
    const [listed] = (await kept().listComparisons({ visitor: 'v', limit: 1 })).comparisons;
    expect(listed?.lanes.map(({ lane: letter, name }) => [letter, name])).toEqual([
      ['A', 'Newer 50% ?'],
      ['B', 'vendor/B'],
    ]);
  });

  test('takes what it searches for as it is, not as a pattern', async () => {
    await make('a', 1, '100% of_it! \\ "quoted" \'too\'');
    await make('b', 2, '100 of it');
    for (const search of ['100%', 'of_it', 'it!', '\\', '"quoted"', "'too'", '%']) {
      expect(await list({ search }), search).toBe('a');
    }
    for (const search of ['_', 'x%', '1%0', '\0']) expect((await list({ search })).length, search).toBeLessThan(3);
  });

  test('keeps prompts and titles of any characters', async () => {
    const odd = 'nul \0, \ud83d alone, 🙂 \u2028 "\' \\ % ?';
    await make('a', 1, odd);
    await kept().addTurn('a', { content: textContent(odd), system: odd, run: 'r2', lanes: newLanes('A') });
    expect(await kept().renameComparison('a', 'v', odd)).toBe(true);
    const record = await kept().findComparison('a');
    expect(record?.turns.map((turn) => [promptText(turn), turn.system])).toEqual([
      [odd, null],
      [odd, odd],
    ]);
    expect(record?.title).toBe(odd);
    const { comparisons } = await kept().listComparisons({ visitor: 'v', limit: 1 });
    expect(comparisons).toMatchObject([{ title: odd, opening: odd }]);
    expect(await kept().findRun('no \0 such \ud83d run')).toBeNull();
  });

  test('keeps the order of lanes and those that are removed, for its visitor alone', async () => {
    await make('a', 1);
    expect(await kept().arrangeLanes('a', 'v', { order: ['B', 'A'] })).toBe(true);
    expect(await kept().arrangeLanes('a', 'v', { removed: ['A'] })).toBe(true);
    expect(await kept().arrangeLanes('a', 'w', { removed: [] })).toBe(false);
    expect(await kept().findComparison('a')).toMatchObject({ order: ['B', 'A'], removed: ['A'] });
    await kept().arrangeLanes('a', 'v', { removed: [] });
    expect(await kept().findComparison('a')).toMatchObject({ order: ['B', 'A'], removed: [] });
  });

  test('lets only its visitor rename, delete and restore a comparison', async () => {
    await make('a', 1);
    await make('y', 2, 'one', null);
    for (const [id, visitor] of [
      ['a', 'w'],
      ['y', 'v'],
      ['other', 'v'],
    ] as const) {
      expect(await kept().renameComparison(id, visitor, 'x')).toBe(false);
      expect(await kept().deleteComparison(id, visitor)).toBe(false);
    }
    expect(await kept().findOwner('a')).toEqual({ visitor: 'v', blind: false });
    expect(await kept().findOwner('y')).toBeNull();
    expect(await kept().renameComparison('a', 'v', 'New')).toBe(true);
    expect((await kept().findComparison('a'))?.title).toBe('New');
    await kept().renameComparison('a', 'v', null);
    expect((await kept().findComparison('a'))?.title).toBeNull();
  });

  test('puts a deleted comparison out of sight, and back as it was', async () => {
    await make('a', 1);
    await kept().appendEntries([{ run: 'ra', entries: entries(1, 'x') }]);
    const before = await kept().findComparison('a');
    expect(await kept().restoreComparison('a', 'v'), 'it is not deleted').toBe(false);
    expect(await kept().deleteComparison('a', 'v')).toBe(true);
    expect(await kept().deleteComparison('a', 'v'), 'it is deleted already').toBe(false);
    expect(await list()).toBe('');
    expect(await kept().findComparison('a')).toBeNull();
    expect(await kept().findRun('ra')).toBeNull();
    expect(await kept().findOwner('a')).toBeNull();
    expect(await kept().renameComparison('a', 'v', 'x')).toBe(false);
    expect(
      await kept().addTurn('a', { content: textContent('x'), system: null, run: 'x', lanes: newLanes('A') }),
    ).toBeNull();
    expect(await kept().addAttempts('a', { turn: 1, run: 'x', lanes: newLanes('A') })).toBeNull();
    // Its run goes on: what it says is not lost to whoever restores it.
    await kept().appendEntries([{ run: 'ra', entries: entries(2, 'y') }]);
    expect(await kept().restoreComparison('a', 'w')).toBe(false);
    expect(await kept().restoreComparison('a', 'v')).toBe(true);
    expect(await kept().findComparison('a')).toEqual(before);
    expect(await kept().readEntries('ra')).toEqual(entries(1, 'x', 'y'));
  });

  test('says nothing of the models of a blind comparison before its author has seen the names', async () => {
    await kept().createComparison({ ...comparisonRecord('a', 'ra'), blind: true, lineUp: 'Two' }, 'v');
    const hidden = { usdPerMillion: null, demo: false, settings: {} };
    const listed = async () => (await kept().listComparisons({ visitor: 'v', limit: 1 })).comparisons[0]?.lanes;
    expect(await kept().findOwner('a')).toEqual({ visitor: 'v', blind: true });
    expect(await listed()).toEqual([
      { lane: 'A', model: 'A', name: 'A', vendor: '', ...hidden },
      { lane: 'B', model: 'B', name: 'B', vendor: '', ...hidden },
    ]);
    const found = async () => [
      await list({ search: 'vendor/a' }),
      await list({ model: 'vendor/A' }),
      await list({ search: 'one' }),
    ];
    expect(await found()).toEqual(['', '', 'a']);
    expect(await kept().revealComparison('a', 'w')).toBe(false);
    expect(await kept().revealComparison('a', 'v')).toBe(true);
    expect(await kept().findOwner('a')).toEqual({ visitor: 'v', blind: false });
    expect(await listed()).toMatchObject([{ model: 'vendor/A' }, { model: 'vendor/B' }]);
    expect(await found()).toEqual(['a', 'a', 'a']);
  });

  test('has no names to show of a comparison that was not asked blind', async () => {
    await make('a', 1);
    expect(await kept().revealComparison('a', 'v')).toBe(false);
    expect(await kept().findComparison('a')).toMatchObject({ blind: false, revealed: false });
  });
}
