import { expect, test } from 'vitest';
import { gather } from '@/lib/persistence/gather';
import { type Deferred, deferred } from '../support/openrouter/deferred';

/** What was carried out together, and what ends each: an error fails it. */
function setUp() {
  const carried: { all: readonly number[]; end: Deferred<Error | null> }[] = [];
  const ask = gather(async (all: readonly number[]) => {
    const end = deferred<Error | null>();
    carried.push({ all, end });
    const error = await end.promise;
    if (error) throw error;
    return all.map((asked) => asked * 10);
  });
  return { carried, ask };
}

test('what is asked for meanwhile is carried out together, and each gets its own answer', async () => {
  const { carried, ask } = setUp();
  const answers = Promise.all([ask(1), ask(2), ask(3)]);
  expect(carried.map(({ all }) => all)).toEqual([[1]]);
  carried[0]?.end.resolve(null);
  await expect.poll(() => carried.map(({ all }) => all)).toEqual([[1], [2, 3]]);
  carried[1]?.end.resolve(null);
  expect(await answers).toEqual([10, 20, 30]);
});

test('what fails fails for all that was to be carried out with it, and the next goes on', async () => {
  const { carried, ask } = setUp();
  const [first, second, third] = [ask(1), ask(2), ask(3)];
  const failed = Promise.allSettled([second, third]);
  carried[0]?.end.resolve(null);
  expect(await first).toBe(10);
  carried[1]?.end.resolve(new Error('away'));
  expect(await failed).toMatchObject([{ reason: { message: 'away' } }, { reason: { message: 'away' } }]);
  const fourth = ask(4);
  carried[2]?.end.resolve(null);
  expect(await fourth).toBe(40);
});

test('one transaction carries out a hundred at most', async () => {
  const sizes: number[] = [];
  const ask = gather(async (all: readonly number[]) => {
    sizes.push(all.length);
    return all;
  });
  const asked = Array.from({ length: 251 }, (_, index) => index);
  expect(await Promise.all(asked.map(ask))).toEqual(asked);
  expect(sizes).toEqual([1, 100, 100, 50]);
});
