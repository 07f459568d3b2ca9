import { describe, expect, test } from 'vitest';
import { SearchIndexer } from '@/lib/service/search-indexer';
import { systemClock } from '@/lib/time/clock';
import { startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, SESSION, VISITOR } from '../support/test-app';

describe('the index of the search', () => {
  test('has the answers of a run that has ended, and is left for the next time while the database is away', async () => {
    const standIn = await startOpenRouter();
    const app = createTestApp(standIn);
    try {
      const live = await askBody(app, { prompt: 'one', models: ['test/words-5'] }, SESSION);
      await live.settled;
      const find = async () => {
        const { comparisons } = await app.persistence.listComparisons({ visitor: VISITOR, search: 'w4', limit: 5 });
        return comparisons.map(({ id }) => id);
      };
      expect(await find()).toEqual([]);
      const away = new SearchIndexer({ indexNext: () => Promise.reject(new Error('away')) }, systemClock);
      await away.wake();
      await app.indexer.wake();
      expect(await find()).toEqual([live.comparison]);
    } finally {
      await app.persistence.close();
      await standIn.close();
    }
  });

  test('is brought up to date by one worker, which takes in what becomes due meanwhile', async () => {
    let due = 3;
    let active = 0;
    let most = 0;
    const indexer = new SearchIndexer(
      {
        async indexNext(pause) {
          if (due === 0) return false;
          active += 1;
          most = Math.max(most, active);
          await pause();
          due -= 1;
          active -= 1;
          return true;
        },
      },
      systemClock,
    );
    const first = indexer.wake();
    due += 2;
    await Promise.all([first, indexer.wake(), indexer.wake()]);
    expect({ due, most }).toEqual({ due: 0, most: 1 });
  });
});
