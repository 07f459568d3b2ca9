import { expect, test } from 'vitest';
import { createChangeQueue } from '@/lib/client/change-queue';

function setUp(initial: Record<string, number> = {}) {
  const values: Record<string, number> = { ...initial };
  const sent: { label: string; accept(): void; refuse(): void }[] = [];
  const refused: (string | null)[] = [];
  const queue = createChangeQueue<number>((_, key) => refused.push(key));
  const send = (label: string) =>
    new Promise<void>((resolve, reject) => {
      sent.push({ label, accept: resolve, refuse: () => reject(new Error('refused')) });
    });
  const change = (key: string, to: number) =>
    queue.change({
      key,
      from: values[key] ?? 0,
      to,
      show: (value) => {
        values[key] = value;
      },
      send: () => send(`${key}=${to}`),
    });
  const labels = () => sent.map(({ label }) => label);
  /** Waits until the server has that request, and hands it over. */
  const request = async (index: number) => {
    await expect.poll(() => sent.length).toBeGreaterThan(index);
    const [found] = sent.slice(index);
    if (!found) throw new Error('no such request');
    return found;
  };
  return { queue, values, refused, change, send, labels, request };
}

test('a change is shown before the server has answered', async () => {
  const { values, change, request } = setUp();
  const changed = change('a', 1);
  expect(values).toEqual({ a: 1 });
  (await request(0)).accept();
  await changed;
  expect(values).toEqual({ a: 1 });
});

test('a change is sent when the one before it is answered, whatever its key and its answer', async () => {
  const { change, labels, request } = setUp();
  void change('a', 1);
  void change('b', 2);
  void change('a', 3);
  const first = await request(0);
  expect(labels()).toEqual(['a=1']);
  first.refuse();
  (await request(1)).accept();
  await request(2);
  expect(labels()).toEqual(['a=1', 'b=2', 'a=3']);
});

test('a refused change is taken back to the value of before, and its key is told', async () => {
  const { values, refused, change, request } = setUp({ a: 7 });
  const changed = change('a', 1);
  (await request(0)).refuse();
  await changed;
  expect(values).toEqual({ a: 7 });
  expect(refused).toEqual(['a']);
});

test('the last change of a key is shown while earlier ones are answered', async () => {
  const { values, change, request } = setUp();
  const first = change('a', 1);
  const second = change('a', 2);
  (await request(0)).accept();
  await first;
  expect(values).toEqual({ a: 2 });
  (await request(1)).accept();
  await second;
  expect(values).toEqual({ a: 2 });
});

test('a refused last change is taken back to the last one that the server has taken', async () => {
  const { values, change, request } = setUp();
  void change('a', 1);
  void change('a', 2);
  const last = change('a', 3);
  (await request(0)).accept();
  (await request(1)).refuse();
  (await request(2)).refuse();
  await last;
  expect(values).toEqual({ a: 1 });
});

test('a value of the server is shown at once where nothing is under way', () => {
  const { queue } = setUp({ a: 1 });
  expect(queue.learn('a', 5)).toBe(5);
});

test('a value of the server waits behind a change under way, and counts when that is refused', async () => {
  const { queue, values, change, request } = setUp({ a: 1 });
  const changed = change('a', 2);
  expect(queue.learn('a', 5)).toBe(2);
  (await request(0)).refuse();
  await changed;
  expect(values).toEqual({ a: 5 });
});

test('work without a key keeps its place in the order', async () => {
  const { queue, refused, change, send, labels, request } = setUp();
  void change('a', 1);
  const worked = queue.enqueue(() => send('work'));
  void change('a', 2);
  (await request(0)).accept();
  (await request(1)).refuse();
  await worked;
  await request(2);
  expect(labels()).toEqual(['a=1', 'work', 'a=2']);
  expect(refused).toEqual([null]);
});

test('everything is settled when the last change is answered', async () => {
  const { queue, change, request } = setUp();
  const before = queue.settled();
  void change('a', 1);
  const after = queue.settled();
  expect(after).not.toBe(before);
  let settled = false;
  void after.then(() => {
    settled = true;
  });
  await before;
  const sent = await request(0);
  expect(settled).toBe(false);
  sent.accept();
  await after;
  expect(settled).toBe(true);
});
