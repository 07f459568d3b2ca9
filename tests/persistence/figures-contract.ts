import { expect, test } from 'vitest';
import type { HistoryFilters } from '@/lib/persistence/listed-comparisons';
import type { Persistence } from '@/lib/persistence/persistence';
import { encodeEntry } from '@/lib/protocol/frames';
import type { RunEvent } from '@/lib/protocol/run-event';
import { comparisonRecord } from './records';

const timestamp = '2026-01-01T00:00:00.000Z';

/** Lane A writes 40 words in a second from 300 ms on and costs 0.002 USD; lane B does the same, or fails. */
function logOf(id: string, fails: boolean) {
  const laneEvent = (lane: 'A' | 'B') => ({ lane, model: `vendor/${lane}`, attempt: 1 });
  const done = {
    type: 'done',
    timestamp,
    reason: 'stop',
    usage: { input: 10, output: 40, reasoning: 0, cached: 0 },
    cost: 0.002,
    billedBy: 'openrouter',
    provider: null,
    servedModel: null,
  } as const;
  const events: RunEvent[] = [
    {
      type: 'run',
      at: 0,
      run: `r${id}`,
      kind: 'turn',
      comparison: id,
      turn: 1,
      lanes: [
        { lane: 'A', model: 'vendor/A' },
        { lane: 'B', model: 'vendor/B' },
      ],
      timestamp,
    },
    { type: 'start', at: 0, ...laneEvent('A'), timestamp },
    { type: 'start', at: 0, ...laneEvent('B'), timestamp },
    ...[300, 800, 1300].map((at): RunEvent => ({ type: 'chunk', at, ...laneEvent('A'), content: 'word '.repeat(14) })),
    { at: 1300, ...laneEvent('A'), ...done },
    fails
      ? { type: 'error', at: 1400, ...laneEvent('B'), timestamp, failure: { code: 'rate-limited' } }
      : { at: 1400, ...laneEvent('B'), ...done },
    { type: 'end', at: 1400, together: 1400, oneAfterAnother: 2700, speedup: 1.9 },
  ];
  return events.map((event, index) => encodeEntry(index + 1, event));
}

/** What every adapter does alike with the figures of answers, and with lists that are filtered by them. */
export function figuresContract(kept: () => Persistence): void {
  async function make(id: string, fails = false, visitor = 'v'): Promise<void> {
    await kept().createComparison({ ...comparisonRecord(id, `r${id}`), createdAt: timestamp }, visitor);
    await kept().appendEntries([{ run: `r${id}`, entries: logOf(id, fails) }]);
    await kept().endRun(`r${id}`);
    while (await kept().indexNext(async () => {}));
  }
  const list = async (filters: HistoryFilters & { search?: string }) => {
    const { comparisons } = await kept().listComparisons({ visitor: 'v', limit: 50, ...filters });
    return comparisons
      .map(({ id }) => id)
      .toSorted()
      .join('');
  };

  test('keeps the figures of each answer, once', async () => {
    await make('a', true);
    await make('x', false, 'w');
    await kept().renameComparison('a', 'v', 'Indexed again');
    while (await kept().indexNext(async () => {}));
    const figures = await kept().figuresOfVisitor('v', 10);
    expect(figures.toSorted((left, right) => (left.model < right.model ? -1 : 1))).toEqual([
      { model: 'vendor/A', name: 'vendor/A', phase: 'done', firstWord: 300, speed: expect.any(Number), cost: 2000 },
      { model: 'vendor/B', name: 'vendor/B', phase: 'failed', firstWord: null, speed: null, cost: null },
    ]);
    expect(figures.find(({ phase }) => phase === 'done')?.speed).toBeCloseTo(26.67, 1);
    expect(await kept().figuresOfVisitor('v', 1)).toHaveLength(1);
    await kept().deleteComparison('a', 'v');
    expect(await kept().figuresOfVisitor('v', 10)).toEqual([]);
  });

  test('filters the history by model, failures and star, with a search and without', async () => {
    await make('a', true);
    await make('b');
    await make('c', true);
    expect(await kept().starComparison('a', 'v', true)).toBe(true);
    expect(await kept().starComparison('b', 'v', true)).toBe(true);
    expect(await kept().starComparison('a', 'w', true)).toBe(false);
    expect(await kept().starComparison('none', 'v', true)).toBe(false);
    expect(await list({})).toBe('abc');
    expect(await list({ failed: true })).toBe('ac');
    expect(await list({ starred: true })).toBe('ab');
    expect(await list({ starred: true, failed: true })).toBe('a');
    expect(await list({ model: 'vendor/B' })).toBe('abc');
    expect(await list({ model: 'vendor/none' })).toBe('');
    expect(await list({ search: 'word', failed: true })).toBe('ac');
    expect(await list({ search: 'word', starred: true, model: 'vendor/A' })).toBe('ab');
    await kept().starComparison('a', 'v', false);
    expect(await list({ starred: true })).toBe('b');
    expect((await kept().findComparison('b'))?.starred).toBe(true);
  });

  test('lists what a comparison has cost and how many of its answers failed', async () => {
    await make('a', true);
    await make('b');
    const { comparisons } = await kept().listComparisons({ visitor: 'v', limit: 50 });
    const rows = Object.fromEntries(comparisons.map(({ id, failed, costUsd }) => [id, { failed, costUsd }]));
    expect(rows).toEqual({ a: { failed: 1, costUsd: 0.002 }, b: { failed: 0, costUsd: 0.004 } });
  });

  test('forgets the figures of what is purged', async () => {
    await make('a');
    await kept().deleteComparison('a', 'v');
    await kept().purgeDeletedOf('v');
    expect(await kept().figuresOfVisitor('v', 10)).toEqual([]);
  });
}
