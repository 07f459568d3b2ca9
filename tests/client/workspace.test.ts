import { describe, expect, test } from 'vitest';
import { RequestFailed } from '@/lib/client/api';
import { whyNotAsk } from '@/lib/client/composer-state';
import { latestAnswer } from '@/lib/comparison/state';
import { textContent } from '@/lib/protocol/comparison';
import { encodeSaved } from '@/lib/protocol/frames';
import type { LogPlace } from '@/lib/protocol/log-place';
import { settle } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import { framesOf, runEvents, runRecordOf, startFramesOf, streamOf } from '../support/run-frames';
import { setUpWorkspace as setUp } from '../support/set-up-workspace';

describe('the workspace', () => {
  test('asks what is written of whom is chosen, gets an address and empties the box', async () => {
    const { workspace, asked, addresses, state } = setUp();
    await workspace.ask();
    await settle();
    expect(asked).toEqual([
      expect.objectContaining({
        prompt: 'Why?',
        lanes: [expect.objectContaining({ model: 'm/A' }), expect.objectContaining({ model: 'm/B' })],
      }),
    ]);
    expect(addresses).toEqual(['c1']);
    expect(state().draft.prompt).toBe('');
    expect(state().record).toMatchObject({ id: 'c1', turns: [{ turn: 1, content: textContent('Why?') }] });
  });

  test('gets no address where nothing is kept', async () => {
    const { workspace, addresses, state } = setUp();
    workspace.store.setState({ nothingKept: true });
    await workspace.ask();
    await settle();
    expect([addresses, state().record?.id]).toEqual([[], 'c1']);
  });

  test('tells its readers once a frame, however many events came', async () => {
    const { workspace, frame, state } = setUp();
    let told = 0;
    await workspace.ask();
    workspace.store.subscribe((now, before) => {
      if (now.answers !== before.answers) told += 1;
    });
    await settle();
    expect(told).toBe(0);
    frame();
    expect(told).toBe(1);
    expect(latestAnswer(state().answers, 1, 'A')).toMatchObject({ phase: 'done', text: 'one two' });
    expect(latestAnswer(state().answers, 1, 'B')).toMatchObject({ phase: 'done', text: 'three' });
  });

  test('keeps what was written while the question was on its way: it is the next one', async () => {
    const { workspace, state } = setUp();
    const asking = workspace.ask();
    workspace.composer.setState(({ draft }) => ({ draft: { ...draft, prompt: 'And then?' } }));
    await asking;
    await settle();
    expect(state().draft.prompt).toBe('And then?');
  });

  test('says why a question was refused, and keeps it', async () => {
    const refused = new RequestFailed({ status: 400, code: 'unknown-model', detail: 'There is no model named m/A.' });
    const { workspace, state } = setUp({ postCompare: () => Promise.reject(refused) });
    await workspace.ask();
    expect(state()).toMatchObject({ problem: 'There is no model named m/A.', asking: false, record: null });
    expect(state().draft.prompt).toBe('Why?');
  });

  test('says so when the connection breaks before the run has begun', async () => {
    const { workspace, state } = setUp({ postCompare: async () => streamOf([], true) });
    await workspace.ask();
    await settle();
    expect(state().problem).toMatch(/connection broke/);
    expect(state().asking).toBe(false);
  });

  test('comes back to a run whose connection breaks between the record and its first event', async () => {
    const events = runEvents('r1', { A: ['one'], B: ['two'] });
    const reopened: [string, number][] = [];
    const { workspace, frame, state } = setUp({
      postCompare: async () => streamOf(startFramesOf(events).slice(0, 2), true),
      reopen: async (run, { sequence: after }) => {
        reopened.push([run, after]);
        return streamOf(framesOf(events, after));
      },
    });
    await workspace.ask();
    await settle();
    frame();
    expect(reopened).toEqual([['r1', 0]]);
    expect(state()).toMatchObject({ asking: false, problem: null, draft: { prompt: '' } });
    expect(latestAnswer(state().answers, 1, 'A')).toMatchObject({ phase: 'done', text: 'one' });
  });

  test('a reading that the server refuses stops, and goes on from its place when it is told to', async () => {
    const log = runEvents('r1', { A: ['one ', 'two'], B: ['three'] });
    const begun = startFramesOf(log).slice(0, 6);
    const reopened: number[] = [];
    const { workspace, frame, state } = setUp({
      postCompare: async () => streamOf(begun, true),
      reopen: async (_run, { sequence: after }) => {
        reopened.push(after);
        if (reopened.length > 1) return streamOf(framesOf(log, after));
        return new Response(null, { status: 429, headers: { 'retry-after': '7' } });
      },
    });
    const disconnect = workspace.connect();
    await workspace.ask();
    const refused = { status: 429, retryAfterMs: 7000, refusedAt: '' };
    await expect.poll(() => state().connections).toEqual({ r1: refused });
    frame();
    workspace.reconnect();
    await expect
      .poll(() => {
        frame();
        return state().answers.runs.r1?.end;
      })
      .toBeTruthy();
    expect(reopened).toEqual([reopened[0], reopened[0]]);
    expect(state().connections).toEqual({ r1: 'open' });
    workspace.reconnect();
    expect(reopened).toHaveLength(2);
    disconnect();
  });

  test('lets a question wait while a lane that it would ask is running, and takes it back with Stop all', async () => {
    const half = startFramesOf(runEvents('r1', { A: ['one '], B: ['three'] })).slice(0, 6);
    const { workspace, asked, frame, state } = setUp({
      postCompare: async (body) => {
        asked.push(body);
        return streamOf(half, true);
      },
      pause: () => new Promise(() => {}),
    });
    await workspace.ask();
    await settle();
    frame();
    workspace.composer.setState(({ draft }) => ({ draft: { ...draft, prompt: 'More' } }));
    await workspace.ask();
    expect(asked).toHaveLength(1);
    expect(state().draft.prompt).toBe('');
    expect(state().queued?.prompt).toBe('More');
    workspace.composer.setState(({ draft }) => ({ draft: { ...draft, prompt: 'And more' } }));
    expect(whyNotAsk(state(), state())).toBe('One question is waiting already');
    await workspace.stopAll();
    expect(state().queued).toBeNull();
    expect(state().draft.prompt).toBe('More\n\nAnd more');
  });

  test('keeps the earlier attempt when a lane is asked again', async () => {
    const { workspace, frame, state } = setUp();
    await workspace.ask();
    await settle();
    frame();
    await workspace.retry(1, 'A');
    await settle();
    frame();
    const attempts = state().answers.turns[0]?.answers.A?.map(({ attempt, text }) => [attempt, text]);
    expect(attempts).toEqual([
      [1, 'one two'],
      [2, 'again'],
    ]);
  });

  test('asks several lanes again by one request, and shows the attempts that it makes', async () => {
    const retried: unknown[] = [];
    const { workspace, frame, state } = setUp({
      postRetry: async (...request) => {
        retried.push(request);
        const earlier = runRecordOf(runEvents('r1', { A: [], B: [] }));
        return streamOf(startFramesOf(runEvents('r2', { A: ['again'], B: ['too'] }, 1, 2), 'Why?', earlier));
      },
    });
    await workspace.ask();
    await settle();
    frame();
    await workspace.selectAttempt('B', 1, 1);
    await workspace.retry(1, 'A', 'B');
    await settle();
    frame();
    expect(retried).toEqual([['r1', ['A', 'B']]]);
    expect(state().record?.turns[0]).toMatchObject({
      runs: [
        { run: 'r1' },
        {
          run: 'r2',
          lanes: [
            { lane: 'A', attempt: 2 },
            { lane: 'B', attempt: 2 },
          ],
        },
      ],
      selected: {},
      ballot: null,
    });
  });

  test('tells when the server knows what was put on view', async () => {
    const told = deferred();
    const { workspace, frame } = setUp({ changeComparison: () => told.promise });
    await workspace.ask();
    await settle();
    frame();
    const seen: string[] = [];
    void workspace.selectAttempt('A', 1, 1);
    void workspace.selectionSettled().then(() => seen.push('settled'));
    await settle();
    expect(seen).toEqual([]);
    told.resolve();
    await settle();
    expect(seen).toEqual(['settled']);
  });

  test('shows again what was on view when the server does not take another, however many were chosen in vain', async () => {
    let refused = 0;
    const { workspace, frame, state } = setUp({
      changeComparison: async () => {
        refused += 1;
        throw new RequestFailed({ status: 409, code: 'not-saved-yet', detail: 'Not yet.' });
      },
    });
    await workspace.ask();
    await settle();
    frame();
    await workspace.selectAttempt('A', 1, 2);
    expect(state()).toMatchObject({ problem: 'Not yet.', record: { turns: [{ selected: {} }] } });
    await Promise.all([workspace.selectAttempt('A', 1, 2), workspace.selectAttempt('A', 1, 1)]);
    expect(refused).toBe(3);
    // What the server has, however many were refused.
    expect(state().record?.turns[0]?.selected).toEqual({});
  });

  test('shows the attempt that the server has taken last, when one after it is refused', async () => {
    const { workspace, frame, state } = setUp({
      changeComparison: async (_, { selected }) => {
        if (selected?.attempt !== 2) throw new RequestFailed({ status: 500, code: 'internal', detail: 'No.' });
      },
    });
    await workspace.ask();
    await settle();
    frame();
    await Promise.all([1, 2, 1].map((attempt) => workspace.selectAttempt('A', 1, attempt)));
    expect(state().record?.turns[0]?.selected).toEqual({ A: 2 });
  });

  test('says that a run is not saved yet until it is, or until a new reading says nothing of it', async () => {
    let broken = false;
    const { workspace, state } = setUp({
      postCompare: async () => {
        const frames = startFramesOf(runEvents('r1', { A: ['one'], B: ['two'] }));
        return streamOf([...frames.slice(0, 5), encodeSaved(false)], true);
      },
      pause: async () => {
        broken = true;
      },
      reopen: async () => {
        expect(state().unsaved).toEqual(['r1']);
        return streamOf(framesOf(runEvents('r1', { A: ['one'], B: ['two'] }), 3));
      },
    });
    await workspace.ask();
    await settle();
    expect(broken).toBe(true);
    await settle();
    expect(state().unsaved).toEqual([]);
  });

  test('asks a lane again only once the server knows what was put on view before', async () => {
    const told = deferred();
    const sent: string[] = [];
    const { workspace, frame } = setUp({
      changeComparison: () => told.promise.then(() => void sent.push('view')),
      postRetry: async () => {
        sent.push('retry');
        return streamOf(startFramesOf(runEvents('r2', { A: ['again'] }, 1, 2)));
      },
    });
    await workspace.ask();
    await settle();
    frame();
    void workspace.selectAttempt('A', 1, 1);
    void workspace.retry(1, 'A');
    await settle();
    told.resolve();
    await settle();
    expect(sent).toEqual(['view', 'retry']);
  });

  test('does not free the way for a question by the end of a run before it', async () => {
    const going = deferred();
    const { workspace, asked, frame, state } = setUp({
      postCompare: async (body) => {
        asked.push(body);
        if (asked.length > 1) return new Promise<Response>(() => {});
        const frames = startFramesOf(runEvents('r1', { A: ['one'], B: ['two'] }));
        const utf8 = new TextEncoder();
        const stream = new ReadableStream({
          async start(controller) {
            controller.enqueue(utf8.encode(frames.slice(0, -1).join('')));
            await going.promise;
            controller.enqueue(utf8.encode(frames.at(-1)));
            controller.close();
          },
        });
        return new Response(stream);
      },
    });
    await workspace.ask();
    await settle();
    frame();
    workspace.composer.setState(({ draft }) => ({ draft: { ...draft, prompt: 'More' } }));
    void workspace.ask();
    expect(state().asking).toBe(true);
    await settle();
    going.resolve();
    await settle();
    await settle();
    expect(state().asking).toBe(true);
    expect(asked).toHaveLength(2);
  });

  test('comes back after a reload to a run that has not ended, where the page stood, and to no other', async () => {
    const reopened: [string, number][] = [];
    const half = startFramesOf(runEvents('r1', { A: ['one ', 'two'] })).slice(0, 5);
    const before = setUp({ postCompare: async () => streamOf(half, true), pause: () => new Promise(() => {}) });
    await before.workspace.ask();
    await settle();
    before.frame();
    const reopen = async (run: string, { sequence: after }: LogPlace) => {
      reopened.push([run, after]);
      return streamOf(framesOf(runEvents('r1', { A: ['one ', 'two'] }), after));
    };
    const after = setUp({ reopen }, '');
    after.workspace.store.setState({ record: before.state().record, answers: before.state().answers });
    after.workspace.connect();
    await settle();
    after.frame();
    expect(reopened).toEqual([['r1', 3]]);
    expect(latestAnswer(after.state().answers, 1, 'A')).toMatchObject({ phase: 'done', text: 'one two' });
    after.workspace.connect();
    await settle();
    expect(reopened).toHaveLength(1);
  });
});
