import { expect, test } from 'vitest';
import type { Persistence } from '@/lib/persistence/persistence';
import { MOST_REPORTS } from '@/lib/persistence/reports';
import { comparisonRecord } from './records';
import type { TestClock } from './test-clock';

/** What every adapter does alike with reports of links. */
export function reportsContract(kept: () => Persistence, clock: TestClock): void {
  const snapshot = { title: null, turns: [] };
  async function share(slug: string): Promise<void> {
    await kept().createComparison(comparisonRecord(`c-${slug}`, `r-${slug}`), 'v');
    await kept().createShare({ slug, comparison: `c-${slug}`, snapshot, indexed: false });
  }

  test('gives back reports as they were written, oldest first, and none of a link that does not exist', async () => {
    await share('s');
    await share('t');
    const first = clock.date().toISOString();
    await kept().addReport({ id: '2', slug: 's', reason: 'nul \0, \ud83d alone, "quoted" ?' });
    clock.advance(1000);
    await kept().addReport({ id: '1', slug: 't', reason: 'spam' });
    expect(await kept().addReport({ id: '3', slug: 'unknown', reason: 'spam' })).toBe(false);
    expect(await kept().listReports()).toEqual([
      { slug: 's', reason: 'nul \0, \ud83d alone, "quoted" ?', createdAt: first },
      { slug: 't', reason: 'spam', createdAt: clock.date().toISOString() },
    ]);
  });

  test('stores a limited number of reports of a link, also of simultaneous ones', async () => {
    await share('s');
    await share('t');
    const ids = Array.from({ length: MOST_REPORTS + 5 }, (_, index) => `id-${index}`);
    const stored = await Promise.all(ids.map((id) => kept().addReport({ id, slug: 's', reason: 'x' })));
    expect(stored.filter(Boolean)).toHaveLength(MOST_REPORTS);
    await kept().addReport({ id: 'of t', slug: 't', reason: 'x' });
    const slugs = (await kept().listReports()).map(({ slug }) => slug);
    expect(slugs.filter((slug) => slug === 's')).toHaveLength(MOST_REPORTS);
    expect(slugs.filter((slug) => slug === 't')).toHaveLength(1);
  });

  test('deletes the reports of a link with the link', async () => {
    await share('s');
    await share('t');
    for (const slug of ['s', 't']) await kept().addReport({ id: slug, slug, reason: 'x' });
    await kept().deleteComparison('c-s', 'v');
    expect(await kept().listReports()).toHaveLength(2);
    clock.advance(1);
    await kept().purgeDeleted(clock.date());
    expect((await kept().listReports()).map(({ slug }) => slug)).toEqual(['t']);
  });
}
