import { expect, test } from 'vitest';
import { leaveOnSignals } from '@/lib/service/leave';
import { FakeClock, settle } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';

/** A process that has listeners of somebody else's, and what happens to it. */
function aProcess(leave: () => Promise<void>, { others = true } = {}) {
  const clock = new FakeClock();
  const happened: string[] = [];
  const listeners = new Map<string, () => void>();
  leaveOnSignals(leave, {
    listeners: (signal) => (others ? [() => happened.push(`others ${signal} at ${clock.now()}`)] : []),
    replaceListeners: (signal, listener) => listeners.set(signal, listener),
    exit: (status) => happened.push(`exit ${status} at ${clock.now()}`),
    after: (ms, fire) => clock.after(ms, fire),
    now: () => clock.now(),
  });
  return { clock, happened, send: (signal: string) => listeners.get(signal)?.() };
}

const never = () => new Promise<void>(() => {});

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
])('%s leaves first, gives the signal to the others then, and ends although they never do', async (signal, status) => {
  const left = deferred();
  const { clock, happened, send } = aProcess(() => left.promise);
  send(signal);
  await clock.advance(100);
  expect(happened).toEqual([]);
  left.resolve();
  await settle();
  expect(happened).toEqual([`others ${signal} at 100`]);
  await clock.advance(1500);
  expect(happened.at(1)).toBe(`exit ${status} at 1600`);
});

test('a process that has no other listeners ends when it has left', async () => {
  const { happened, send } = aProcess(async () => {}, { others: false });
  send('SIGTERM');
  await settle();
  expect(happened).toEqual(['exit 143 at 0']);
});

test('a process that cannot leave ends within ten seconds', async () => {
  const { clock, happened, send } = aProcess(never);
  send('SIGTERM');
  await clock.advance(10_000);
  expect(happened).toEqual(['exit 143 at 9500']);
});

test.each([
  [1000, 1000],
  [20, 250],
])('a second signal after %i ms ends it at %i ms: sooner it may be the first, sent twice', async (second, ended) => {
  const { clock, happened, send } = aProcess(never);
  send('SIGTERM');
  await clock.advance(second);
  send('SIGINT');
  await clock.advance(ended - second);
  expect(happened).toEqual([`exit 130 at ${ended}`]);
});
