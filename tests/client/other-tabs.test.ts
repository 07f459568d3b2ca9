import { describe, expect, test } from 'vitest';
import { createOtherTabs, type OtherTabs } from '@/lib/client/other-tabs';
import type { WorkspacePorts } from '@/lib/client/workspace';
import { mergeRecords } from '@/lib/comparison/merge-records';
import { withSelectedAttempt } from '@/lib/comparison/selected-answers';
import { latestAnswer } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { RunEvent } from '@/lib/protocol/run-event';
import { settle } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import { framesOf, recordOf, runEvents, runRecordOf, startFramesOf, streamOf } from '../support/run-frames';
import { setUpWorkspace } from '../support/set-up-workspace';

const LOGS: Record<string, RunEvent[]> = {
  r1: runEvents('r1', { A: ['one'], B: ['two'] }),
  r2: runEvents('r2', { A: ['next'], B: ['next'] }, 2),
  a2: runEvents('a2', { A: ['again'] }, 1, 2),
};
const FIRST = recordOf(LOGS.r1 ?? []);

/** What tabs of one browser say to each other, heard at once. */
function createBus(): () => OtherTabs {
  const listeners = new Map<OtherTabs, Parameters<OtherTabs['listen']>>();
  return () => {
    const own: OtherTabs = {
      tell(comparison) {
        for (const [tab, [onChange]] of listeners) if (tab !== own) onChange(comparison);
      },
      tellDeletion() {
        for (const [tab, [, onDeletion]] of listeners) if (tab !== own) onDeletion();
      },
      listen(...listener) {
        listeners.set(own, listener);
        return () => listeners.delete(own);
      },
    };
    return own;
  };
}

/** Two tabs that have read turn 1, and the server between them. */
async function openTwoTabs(ports: Partial<WorkspacePorts> = {}) {
  const server: { record: ComparisonRecord; records: number } = { record: FIRST, records: 0 };
  const start = (run: string, prompt?: string, ...earlier: ReturnType<typeof runRecordOf>[]) => {
    const events = LOGS[run] ?? [];
    server.record = mergeRecords(server.record, recordOf(events, prompt, ...earlier));
    return streamOf(startFramesOf(events, prompt, ...earlier));
  };
  const join = createBus();
  const open = async (own: Partial<WorkspacePorts>) => {
    const tab = setUpWorkspace({
      postCompare: async () => start('r2', 'And?'),
      postRetry: async () => start('a2', 'Why?', runRecordOf(LOGS.r1 ?? [])),
      changeComparison: async (_, { title, selected }) => {
        if (title !== undefined) server.record = { ...server.record, title };
        if (selected)
          server.record = withSelectedAttempt(server.record, selected.turn, selected.lane, selected.attempt);
      },
      getRecord: async () => {
        server.records += 1;
        return server.record;
      },
      reopen: async (run, { sequence: after }) => streamOf(framesOf(LOGS[run] ?? [], after)),
      tabs: join(),
      ...own,
    });
    tab.workspace.store.setState({ record: FIRST });
    const disconnect = tab.workspace.connect();
    await settle();
    tab.frame();
    return { ...tab, disconnect };
  };
  const left = await open({});
  const right = await open(ports);
  const catchUp = async () => {
    await settle();
    left.frame();
    right.frame();
    await settle();
  };
  return { left, right, server, catchUp };
}

describe('a tab hears of another one', () => {
  test('that has asked, and reads the turn, live', async () => {
    const { left, right, catchUp } = await openTwoTabs();
    await left.workspace.ask();
    await catchUp();
    expect(right.state().record).toEqual(left.state().record);
    expect(latestAnswer(right.state().answers, 2, 'A')).toMatchObject({ phase: 'done', text: 'next' });
  });

  test('that has asked a lane again, and shows the new attempt', async () => {
    const { left, right, catchUp } = await openTwoTabs();
    await right.workspace.retry(1, 'A');
    await catchUp();
    expect(left.state().record).toEqual(right.state().record);
    expect(latestAnswer(left.state().answers, 1, 'A')).toMatchObject({ attempt: 2, text: 'again' });
  });

  test('that has selected an attempt, once the server has it', async () => {
    const taken = deferred();
    const { left, right, server, catchUp } = await openTwoTabs({
      changeComparison: async (_, { selected }) => {
        await taken.promise;
        if (selected)
          server.record = withSelectedAttempt(server.record, selected.turn, selected.lane, selected.attempt);
      },
    });
    const selected = right.workspace.selectAttempt('A', 1, 1);
    await catchUp();
    expect(server.records).toBe(0);
    taken.resolve();
    await selected;
    await catchUp();
    expect(server.records).toBe(1);
    expect(left.state().record).toEqual(right.state().record);
  });

  test('and asks nothing where another comparison was changed', async () => {
    const { left, right, server, catchUp } = await openTwoTabs();
    right.workspace.store.setState({ record: { ...FIRST, id: 'c2' } });
    await left.workspace.ask();
    await catchUp();
    expect(server.records).toBe(0);
  });

  test('once it is in sight, so that hidden tabs open no readings', async () => {
    let isVisible = false;
    let back = () => {};
    const { left, right, server, catchUp } = await openTwoTabs({
      isVisible: () => isVisible,
      onReturn: (listener) => {
        back = listener;
        return () => {};
      },
    });
    back();
    await catchUp();
    await left.workspace.ask();
    await catchUp();
    expect(server.records).toBe(1);
    isVisible = true;
    // It has asked the server just now, but before the change.
    back();
    await catchUp();
    expect(server.records).toBe(2);
    expect(right.state().record).toEqual(left.state().record);
  });

  test('asks again when it hears of a change while the record is on its way', async () => {
    const sent = deferred<ComparisonRecord>();
    const answers = [sent.promise];
    const { left, right, server, catchUp } = await openTwoTabs({
      getRecord: async () => answers.shift() ?? server.record,
    });
    await left.workspace.ask();
    await catchUp();
    await left.workspace.retry(1, 'A');
    sent.resolve(FIRST);
    await catchUp();
    expect(right.state().record).toEqual(left.state().record);
  });

  test('no more once it is closed', async () => {
    const { left, right, server, catchUp } = await openTwoTabs();
    right.disconnect();
    await left.workspace.ask();
    await catchUp();
    expect(server.records).toBe(0);
  });
});

describe('the channel of a browser', () => {
  const open = (name: string) => new BroadcastChannel(name);
  const ignore = () => {};

  test('carries what one page tells to the others, and not back to itself', async () => {
    const heard = deferred<string>();
    const own: string[] = [];
    const [left, right] = [createOtherTabs(open), createOtherTabs(open)];
    const stops = [left.listen((id) => own.push(id), ignore), right.listen((id) => heard.resolve(id), ignore)];
    left.tell('c1');
    expect(await heard.promise).toBe('c1');
    expect(own).toEqual([]);
    for (const stop of stops) stop();
  });

  test('carries also what a page tells that does not listen', async () => {
    const heard = deferred<string>();
    const stop = createOtherTabs(open).listen((id) => heard.resolve(id), ignore);
    createOtherTabs(open).tell('c2');
    expect(await heard.promise).toBe('c2');
    stop();
  });

  test('carries that everything is deleted', async () => {
    const heard = deferred<string>();
    const stop = createOtherTabs(open).listen(heard.resolve, () => heard.resolve('everything'));
    createOtherTabs(open).tellDeletion();
    expect(await heard.promise).toBe('everything');
    stop();
  });

  test('is missed by nobody where there is none', () => {
    const tabs = createOtherTabs(() => {
      throw new ReferenceError('BroadcastChannel is not defined');
    });
    const stop = tabs.listen(ignore, ignore);
    tabs.tell('c1');
    tabs.tellDeletion();
    stop();
  });
});
