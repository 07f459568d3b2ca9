import { expect, test } from 'vitest';
import type { HistoryQuery } from '@/lib/persistence/history';
import { decodeCursor, encodeCursor } from '@/lib/persistence/history-cursor';
import type { Persistence } from '@/lib/persistence/persistence';
import { textContent } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { systemClock } from '@/lib/time/clock';
import { comparisonRecord, entries, newLanes } from './records';
import type { TestClock } from './test-clock';

/** What every adapter does alike when the history is searched. */
export function searchContract(kept: () => Persistence, clock: TestClock): void {
  /** Made in that minute, of visitor v; its run is `r` and the id. */
  async function make(id: string, minute: number, prompt: string, answers: Answers, visitor = 'v'): Promise<void> {
    const record = comparisonRecord(id, `r${id}`);
    const createdAt = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
    const turns = record.turns.map((turn) => ({ ...turn, content: textContent(prompt) }));
    await kept().createComparison({ ...record, createdAt, turns }, visitor);
    await end(`r${id}`, answers);
  }

  async function end(run: string, answers: Answers): Promise<void> {
    await kept().appendEntries([{ run, entries: logOf(answers) }]);
    await kept().endRun(run);
  }

  async function indexAll(): Promise<void> {
    while (await kept().indexNext(async () => {}));
  }

  const search = async (words: string, query: Partial<HistoryQuery> = {}) =>
    kept().listComparisons({ visitor: 'v', limit: 50, search: words, ...query });
  /** Goes on where a search ends because its time is over. */
  const found = async (words: string, query: Partial<HistoryQuery> = {}): Promise<string> => {
    const { comparisons, next } = await search(words, query);
    const ids = comparisons.map(({ id }) => id).join('');
    return next ? ids + (await found(words, { ...query, before: next })) : ids;
  };

  test('finds by a word of an answer, and shows what is around it', async () => {
    await make('a', 1, 'Which birds fly?', { A: 'Swallows\n\n*fly* to Äthiopien 🙂 and back.', B: 'None.' });
    await make('b', 2, 'Which fish swim?', { A: 'Herrings.' });
    await indexAll();
    const [only, ...others] = (await search('äthiopien')).comparisons;
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      id: 'a',
      excerpt: { before: 'Swallows *fly* to ', word: 'Äthiopien', after: ' 🙂 and back.' },
    });
    expect(await found('HERRINGS')).toBe('b');
    expect(await found('wallow')).toBe('a');
    expect(await found('which')).toBe('ba');
    expect((await search('fish')).comparisons[0]?.excerpt).toBeUndefined();
    expect(await found('nowhere')).toBe('');
  });

  test('finds words of which each is elsewhere in the comparison: title, models, prompts, answers', async () => {
    await make('a', 1, 'birds', { A: 'swallow', B: 'heron' });
    await make('b', 2, 'birds', { A: 'swallow' });
    await kept().renameComparison('a', 'v', 'My favourite');
    await indexAll();
    expect(await found('heron swallow birds FAVOURITE vendor/a')).toBe('a');
    expect(await found('swallow birds vendor/a')).toBe('ba');
    expect((await search('favourite heron')).comparisons[0]?.excerpt?.word).toBe('heron');
    await kept().renameComparison('a', 'v', 'Renamed');
    await indexAll();
    expect(await found('favourite')).toBe('');
    expect(await found('renamed heron')).toBe('a');
  });

  test('lists a comparison once, however many of its turns, lanes and attempts have the word', async () => {
    await make('a', 1, 'swallow', { A: 'swallow', B: 'swallow' });
    await indexAll();
    await kept().addTurn('a', { content: textContent('more'), system: null, run: 'r2', lanes: newLanes('A') });
    expect(await found('more'), 'while it is asked').toBe('a');
    await end('r2', { A: 'swallow and stork' });
    await kept().addAttempts('a', { turn: 1, run: 'r3', lanes: newLanes('A') });
    await end('r3', { A: 'swallow, gull' });
    await indexAll();
    for (const words of ['swallow', 'stork', 'gull', 'stork gull swallow more']) expect(await found(words)).toBe('a');
  });

  test('finds by title, models and prompts what is not indexed yet', async () => {
    await make('a', 1, 'Birds 鳥', { A: 'swallow' });
    await make('b', 2, 'birds', { A: 'swallow' });
    for (const words of ['birds 鳥', 'bird vendor/a 鳥']) expect(await found(words)).toBe('a');
    expect(await found('birds')).toBe('ba');
    await kept().indexNext(async () => {});
    expect(await found('birds'), 'half of them indexed').toBe('ba');
    await indexAll();
    expect(await found('birds')).toBe('ba');
  });

  test('shows nobody what belongs to another visitor, or was deleted', async () => {
    await make('a', 1, 'one', { A: 'swallow' });
    await make('x', 1, 'one', { A: 'swallow' }, 'w');
    await make('b', 2, 'one', { A: 'swallow' });
    await indexAll();
    expect(await found('swallow')).toBe('ba');
    expect(await found('swallow', { visitor: 'w' })).toBe('x');
    expect(await found('swallow', { visitor: 'nobody' })).toBe('');
    await kept().deleteComparison('b', 'v');
    expect(await found('swallow')).toBe('a');
    await kept().restoreComparison('b', 'v');
    expect(await found('swallow')).toBe('ba');
    await kept().deleteAllOf('v');
    await kept().purgeDeletedOf('v');
    expect(await found('swallow')).toBe('');
    await make('a', 1, 'made again', { A: 'heron' });
    await indexAll();
    expect(await found('swallow')).toBe('');
    expect(await found('heron')).toBe('a');
  });

  test('takes words of any length, script and signs as they are', async () => {
    const long = 'x'.repeat(99);
    await make('a', 1, '…', { A: `100% of_it! "quoted" 'too' \\ AND OR NOT * ^ 日本語 🙂🙃 ǅ ${long}y nul\0` });
    await make('b', 2, '…', { A: `1000 of it, quoted; 日 本語 🙂 ${long}` });
    await indexAll();
    for (const words of [
      '100%',
      'of_it',
      'it!',
      '"quoted"',
      "'too'",
      '\\',
      'AND',
      '*',
      '^',
      '日本',
      '🙂🙃',
      `${long}y`,
    ]) {
      expect(await found(words), words).toBe('a');
    }
    for (const words of ['1', '日', '本語', '🙂', 'quoted', 'x', 'xx', long, `${long} 本`]) {
      expect(await found(words), words).toBe('ba');
    }
    for (const words of ['語日', '%%', '🙃🙂', `${long}z`, '\0z', '00%x']) expect(await found(words), words).toBe('');
  });

  test('finds in long answers what stands across the pieces in which they are indexed', async () => {
    const text = Array.from({ length: 3000 }, (_, nth) => `w${nth}`).join(' ');
    await make('a', 1, 'one', { A: text, B: `${'語'.repeat(3995)}${'鳥'.repeat(40)}${'語'.repeat(5000)}` });
    await indexAll();
    for (const words of ['w0 w2999', 'w799 w1599 w700', `語${'鳥'.repeat(40)}語`]) expect(await found(words)).toBe('a');
    expect(await found('w3000')).toBe('');
  });

  test('finds in a comparison of many turns, in any of them, and shows where', async () => {
    await make('a', 1, 'turn zero', { A: 'swallow0' });
    await make('b', 1, 'turn zero', { A: 'swallow heron' });
    for (let turn = 1; turn <= 20; turn += 1) {
      const run = `t${turn}`;
      await kept().addTurn('a', { content: textContent(`turn ${turn}`), system: null, run, lanes: newLanes('A') });
      await end(run, { A: `swallow${turn} bird` });
    }
    await indexAll();
    for (const words of ['swallow20', 'swallow0 swallow20 bird', 'swallow13 zero'])
      expect(await found(words)).toBe('a');
    expect((await search('bird swallow17')).comparisons[0]?.excerpt).toMatchObject({ word: 'bird' });
    expect([...(await found('swallow'))].sort().join('')).toBe('ab');
    for (const words of ['heron bird', 'swallow21']) expect(await found(words)).toBe('');
  });

  test('finds all that has the words and nothing else, whatever they are', async () => {
    const texts = Array.from({ length: 40 }, (_, nth) => sequence(nth + 1, 12, 4));
    for (const [nth, text] of texts.entries()) {
      await make(ID[nth] ?? '', Math.floor(nth / 3), text.slice(0, 10), { A: text.slice(10, 30), B: text.slice(30) });
    }
    await indexAll();
    for (let nth = 0; nth < 60; nth += 1) {
      const words = sequence(1000 + nth, 1 + (nth % 3), 1 + (nth % 4));
      const expected = texts.flatMap((text, at) => {
        const pieces = [text.slice(0, 10), text.slice(10, 30), text.slice(30)];
        const has = words.split(' ').every((word) => [...pieces, 'vendor/a', 'vendor/b'].some((p) => p.includes(word)));
        return has ? [ID[at]] : [];
      });
      expect([...(await found(words))].sort().join(''), words).toBe(expected.sort().join(''));
    }
  });

  test('ends when its time is over, and goes on from there, until all is found once', async () => {
    for (const [nth, id] of [...ID].entries()) await make(id, nth, nth % 3 === 0 ? 'heron' : 'gull', { A: 'swallow' });
    for (let nth = 0; nth < 20; nth += 1) await kept().indexNext(async () => {});
    let now = 0;
    // Each look at the clock is 20 ms later.
    clock.now = () => (now += 20);
    try {
      for (const words of ['heron', 'swallow', 'nowhere', 'heron gull']) {
        const seen: string[] = [];
        let before: HistoryQuery['before'] = null;
        let pages = 0;
        do {
          const page = await search(words, { before, limit: 5 });
          seen.push(...page.comparisons.map(({ id }) => id));
          before = page.next && decodeCursor(encodeCursor(page.next));
          pages += 1;
        } while (before && pages < 500);
        expect(before, words).toBeNull();
        expect(seen, words).toEqual([...new Set(seen)]);
        const order = seen.map((id) => ID.indexOf(id));
        expect(order).toEqual(order.toSorted((left, right) => right - left));
        expect(seen.length, words).toBe({ heron: 14, swallow: 20, nowhere: 0, 'heron gull': 0 }[words]);
      }
    } finally {
      clock.now = systemClock.now;
    }
  });

  test('indexes a comparison once, where several do so at the same time', async () => {
    for (const id of 'abcdef') await make(id, 1, 'one', { A: 'swallow', B: 'heron' });
    const counts = await Promise.all(
      Array.from({ length: 3 }, async () => {
        let count = 0;
        while (await kept().indexNext(async () => {})) count += 1;
        return count;
      }),
    );
    expect(counts.reduce((sum, count) => sum + count)).toBe(6);
    expect((await found('swallow heron')).length).toBe(6);
  });

  test('leaves alone what nobody owns, has an active run or is deleted', async () => {
    await make('a', 1, 'one', { A: 'swallow' });
    await kept().createComparison(comparisonRecord('n', 'rn'), null);
    await end('rn', { A: 'swallow' });
    await kept().createComparison(comparisonRecord('b', 'rb'), 'v');
    await make('c', 1, 'one', { A: 'swallow' });
    await kept().deleteComparison('c', 'v');
    expect(await kept().indexNext(async () => {})).toBe(true);
    expect(await kept().indexNext(async () => {})).toBe(false);
    await kept().endRun('rb');
    await kept().restoreComparison('c', 'v');
    expect(await kept().indexNext(async () => {})).toBe(true);
    expect(await kept().indexNext(async () => {})).toBe(true);
    expect(await kept().indexNext(async () => {})).toBe(false);
    expect([...(await found('swallow'))].sort().join('')).toBe('ac');
  });
}

type Answers = Partial<Record<Lane, string>>;

const ID = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN';

/** A log of chunks, in pieces of ten characters. */
function logOf(answers: Answers) {
  const chunks = Object.entries(answers).flatMap(([lane, text]) =>
    (text.match(/.{1,1000}/gsu) ?? []).map((content) =>
      JSON.stringify({ type: 'chunk', lane, model: 'm', attempt: 1, content, at: 1 }),
    ),
  );
  return entries(1, ...chunks);
}

/** Words of a few letters, the same for each seed. */
function sequence(seed: number, words: number, length: number): string {
  let state = seed;
  const next = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  return Array.from({ length: words }, () => Array.from({ length }, () => 'ab語'[next(3)]).join('')).join(' ');
}
