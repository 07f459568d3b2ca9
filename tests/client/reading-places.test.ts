import { describe, expect, test } from 'vitest';
import { type Connection, followRun } from '@/lib/client/follow-run';
import { createReadingPlaces } from '@/lib/client/reading-places';
import type { LogPlace } from '@/lib/protocol/log-place';
import { settle } from '../support/fake-clock';
import { framesOf, runEvents } from '../support/run-frames';
import { setUpWorkspace } from '../support/set-up-workspace';

const NEVER = new AbortController().signal;

/** Places whose turns are ended by hand. */
function places() {
  const turns: (() => void)[] = [];
  const made = createReadingPlaces(() => new Promise((resolve) => turns.push(resolve)));
  const nextTurn = async () => {
    turns.shift()?.();
    await settle();
  };
  return { places: made, nextTurn, turns };
}

describe('the readings of a page', () => {
  test('are four at once, and a fifth has the place of the first that leaves', async () => {
    const { places: own } = places();
    const held = await Promise.all([1, 2, 3, 4].map(() => own.enter(NEVER)));
    const seen: string[] = [];
    void own.enter(NEVER).then(() => seen.push('fifth'));
    void own.enter(NEVER).then(() => seen.push('sixth'));
    await settle();
    expect(seen).toEqual([]);
    held[2]?.leave();
    await settle();
    expect(seen).toEqual(['fifth']);
    // Whoever comes back is behind whoever waits.
    void own.enter(NEVER).then(() => seen.push('back'));
    held[0]?.leave();
    held[1]?.leave();
    await settle();
    expect(seen).toEqual(['fifth', 'sixth', 'back']);
  });

  test('give way one after another, the longest first, only while somebody waits', async () => {
    const { places: own, nextTurn, turns } = places();
    const held = await Promise.all([1, 2, 3, 4].map(() => own.enter(NEVER)));
    const wanted = () => held.map((place) => place.wanted.aborted);
    expect(turns).toHaveLength(0);
    void own.enter(NEVER);
    await nextTurn();
    expect(wanted()).toEqual([true, false, false, false]);
    held[0]?.leave();
    await nextTurn();
    expect(wanted()).toEqual([true, false, false, false]);
    expect(turns).toHaveLength(0);
  });

  test('let one go for a connection that is open already, and for a request that waits', async () => {
    const { places: own } = places();
    const held = [1, 2, 3, 4].map(() => own.take());
    expect(held.some(({ wanted }) => wanted.aborted)).toBe(false);
    own.take();
    expect(held.map(({ wanted }) => wanted.aborted)).toEqual([true, false, false, false]);
    own.giveWay();
    expect(held.map(({ wanted }) => wanted.aborted)).toEqual([true, true, false, false]);
  });

  test('wait no longer than their page is there', async () => {
    const { places: own } = places();
    const held = await Promise.all([1, 2, 3, 4].map(() => own.enter(NEVER)));
    const leaving = new AbortController();
    const waiting = own.enter(leaving.signal);
    leaving.abort();
    expect((await waiting).wanted.aborted).toBe(true);
    held[0]?.leave();
    expect((await own.enter(NEVER)).wanted.aborted).toBe(false);
  });

  test('of eight runs take turns, never more than four open, and each has all of its events, once and in order', async () => {
    const { places: own, nextTurn } = places();
    let open = 0;
    let most = 0;
    const logs = new Map([...'abcdefgh'].map((run) => [run, runEvents(run, { A: ['one', 'two', 'three'] })]));
    const read = new Map([...logs.keys()].map((run): [string, number[]] => [run, []]));
    const connections: Connection[] = [];
    /** Says one event more than was read, and then nothing until it is let go; after the last it ends. */
    const reopen = async (run: string, { sequence: after }: LogPlace) => {
      open += 1;
      most = Math.max(most, open);
      const frames = framesOf(logs.get(run) ?? [], after);
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode(frames.slice(0, 2).join('')));
          if (frames.length > 2) return;
          open -= 1;
          controller.close();
        },
        cancel: () => {
          open -= 1;
        },
      });
      return new Response(body);
    };
    const following = [...logs.keys()].map((run) =>
      followRun(
        { run, sequence: 0 },
        {
          signal: NEVER,
          pause: async () => {},
          places: own,
          reopen,
          listener: {
            onEntry: (_, { sequence }) => read.get(run)?.push(sequence),
            onNow: () => {},
            onSaved: () => {},
            onConnection: (_, connection) => connections.push(connection),
          },
        },
      ),
    );
    let turns = 0;
    const whole = () => [...read].every(([run, sequences]) => sequences.length === logs.get(run)?.length);
    while (!whole()) {
      await settle();
      // The last four are left alone: nobody waits. Let go by hand, they come back.
      own.giveWay();
      await nextTurn();
      turns += 1;
      expect(turns).toBeLessThan(200);
    }
    for (const [run, sequences] of read) expect(sequences).toEqual(logs.get(run)?.map((_, index) => index + 1));
    expect(most).toBe(4);
    expect(new Set(connections)).toEqual(new Set(['open']));
    await Promise.all(following);
    expect(open).toBe(0);
  });

  test('give way to a Stop that is not answered, and not to one that is', async () => {
    for (const stuck of [true, false]) {
      const own = createReadingPlaces(() => new Promise(() => {}));
      const tab = setUpWorkspace({
        postCompare: async () => {
          const frames = framesOf(runEvents('r1', { A: ['one'], B: ['two'] })).slice(0, 5);
          const start = (controller: ReadableStreamDefaultController) =>
            controller.enqueue(new TextEncoder().encode(frames.join('')));
          return new Response(new ReadableStream({ start }));
        },
        places: own,
        reopen: () => new Promise(() => {}),
        pause: async (_, signal) => {
          await settle();
          expect(signal.aborted).toBe(!stuck);
        },
        stopRun: () => (stuck ? new Promise(() => {}) : Promise.resolve()),
      });
      await tab.workspace.ask();
      await settle();
      tab.frame();
      const before = own.take();
      void tab.workspace.stopAll();
      await settle();
      await settle();
      // The reading of the run is the longest: it went first, if any did.
      own.giveWay();
      expect(before.wanted.aborted).toBe(stuck);
    }
  });
});
