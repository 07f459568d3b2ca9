import { afterEach, expect, test } from 'vitest';
import { failedParts, latePart } from '@/lib/client/late-part';

afterEach(() => failedParts.setState({ parts: [] }));

/** A part whose requests the test settles, in their order. */
function requestedPart() {
  const requests: { resolve(part: string): void; reject(): void }[] = [];
  const part = latePart(
    () => new Promise<string>((resolve, reject) => requests.push({ resolve, reject: () => reject(new Error('away')) })),
  );
  return { part, requests };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a part is requested once, however often it is needed', async () => {
  const { part, requests } = requestedPart();
  expect(part.store.getState()).toEqual({ kind: 'waiting' });
  part.preload();
  part.load();
  expect(requests.length).toBe(1);
  requests[0]?.resolve('panel');
  expect(await part.ready).toBe('panel');
  expect(part.store.getState()).toEqual({ kind: 'ready', part: 'panel' });
  part.load();
  expect(requests.length).toBe(1);
});

test('a part that was needed and did not come is listed until it is tried again', async () => {
  const { part, requests } = requestedPart();
  part.load();
  requests[0]?.reject();
  await settled();
  expect(part.store.getState().kind).toBe('failed');
  expect(failedParts.getState().parts).toEqual([part]);
  for (const failed of failedParts.getState().parts) failed.load();
  expect(failedParts.getState().parts).toEqual([]);
  requests[1]?.resolve('panel');
  expect(await part.ready).toBe('panel');
});

test('nobody is told that a part did not come which nobody has needed yet', async () => {
  const { part, requests } = requestedPart();
  part.preload();
  requests[0]?.reject();
  await settled();
  expect(failedParts.getState().parts).toEqual([]);
  part.load();
  expect(requests.length).toBe(2);
});
