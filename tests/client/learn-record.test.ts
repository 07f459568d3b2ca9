import { describe, expect, test } from 'vitest';
import { RequestFailed } from '@/lib/client/api';
import { runningLanes } from '@/lib/client/pane-state';
import type { WorkspacePorts } from '@/lib/client/workspace';
import { attemptsOf, latestAnswer } from '@/lib/comparison/state';
import type { ComparisonRecord, RunRecord, TurnRecord } from '@/lib/protocol/comparison';
import { promptText } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEvent } from '@/lib/protocol/run-event';
import { settle } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import { comparisonOf, runRecord, turnRecord } from '../support/records';
import { framesOf, runEvents, startFramesOf, streamOf } from '../support/run-frames';
import { setUpWorkspace } from '../support/set-up-workspace';

/** The logs of runs as the server has them, of this tab and others. */
const LOGS: Record<string, RunEvent[]> = {
  r1: runEvents('r1', { A: ['one'], B: ['three'] }),
  r2: runEvents('r2', { A: ['of another tab'] }, 2),
  r3: runEvents('r3', { A: ['third'], B: ['third'] }, 3),
  a2: runEvents('a2', { A: ['again, elsewhere'] }, 1, 2),
  a3: runEvents('a3', { A: ['again, here'] }, 1, 3),
};

const read = (run: string, after = 0) => streamOf(framesOf(LOGS[run] ?? [], after));
const started = (run: string, prompt = 'Why?', ...earlier: RunRecord[]) =>
  streamOf(startFramesOf(LOGS[run] ?? [], prompt, ...earlier));

function runOf(run: string, attempt: number, ...lanes: Lane[]) {
  return runRecord(run, lanes.map((lane) => `${lane}${attempt}`).join(' '), attempt > 1 ? 'retry' : 'turn');
}

function turnOf(turn: number, prompt: string, ...runs: TurnRecord['runs']): TurnRecord {
  return turnRecord(turn, prompt, ...runs);
}

const FIRST = turnOf(1, 'Why?', runOf('r1', 1, 'A', 'B'));
const ELSEWHERE = turnOf(2, 'Asked elsewhere', runOf('r2', 1, 'A'));

function record(...turns: TurnRecord[]): ComparisonRecord {
  return comparisonOf(...turns);
}

/** A tab that has asked turn 1, and what it asks the server after that. */
async function openTab(ports: Partial<WorkspacePorts>) {
  const reopened: string[] = [];
  const answers = [() => started('r1'), () => started('r3', 'Third?')];
  let back = () => {};
  let time = 0;
  const tab = setUpWorkspace({
    postCompare: async () => answers.shift()?.() ?? streamOf([]),
    postRetry: async () => started('a3', 'Why?', runOf('r1', 1, 'A', 'B'), runOf('a2', 2, 'A')),
    reopen: async (run, { sequence: after }) => {
      reopened.push(run);
      return read(run, after);
    },
    onReturn: (listener) => {
      back = listener;
      return () => {};
    },
    now: () => time,
    ...ports,
  });
  tab.workspace.connect();
  await tab.workspace.ask();
  await settle();
  tab.frame();
  const ask = async (prompt: string) => {
    tab.workspace.composer.setState(({ draft }) => ({ draft: { ...draft, prompt } }));
    await tab.workspace.ask();
    await settle();
    tab.frame();
  };
  const come = async (afterMs: number) => {
    time += afterMs;
    back();
    await settle();
    tab.frame();
  };
  const prompts = () => tab.state().record?.turns.map((turn) => `${turn.turn} ${promptText(turn)}`);
  return { ...tab, ask, come, prompts, reopened };
}

describe('a tab beside others on the same comparison', () => {
  test('whose question becomes a turn after the next asks for the record and shows the turn between', async () => {
    const asked: string[] = [];
    const tab = await openTab({
      getRecord: async (id) => {
        asked.push(id);
        return record(FIRST, ELSEWHERE, turnOf(3, 'Third?', runOf('r3', 1, 'A', 'B')));
      },
    });
    expect(asked).toEqual([]);
    await tab.ask('Third?');
    expect(asked).toEqual(['c1']);
    expect(tab.prompts()).toEqual(['1 Why?', '2 Asked elsewhere', '3 Third?']);
    expect(latestAnswer(tab.state().answers, 2, 'A')).toMatchObject({ text: 'of another tab', turn: 2 });
    expect(latestAnswer(tab.state().answers, 3, 'A')).toMatchObject({ text: 'third', turn: 3 });
    expect(tab.reopened).toEqual(['r2']);
  });

  test('calls its turn by its number also where the record cannot be had', async () => {
    const tab = await openTab({ getRecord: () => Promise.reject(new Error('away')) });
    await tab.ask('Third?');
    expect(tab.prompts()).toEqual(['1 Why?', '3 Third?']);
    expect(latestAnswer(tab.state().answers, 3, 'B')?.text).toBe('third');
    expect(tab.state()).toMatchObject({ asking: false, problem: null });
  });

  test('learns when it comes back into sight, not more often than once a second, and reads each run once', async () => {
    let asked = 0;
    const tab = await openTab({
      getRecord: async () => {
        asked += 1;
        return record(FIRST, ELSEWHERE);
      },
    });
    await tab.come(5000);
    await tab.come(10);
    expect(asked).toBe(1);
    expect(tab.prompts()).toEqual(['1 Why?', '2 Asked elsewhere']);
    expect(latestAnswer(tab.state().answers, 2, 'A')?.text).toBe('of another tab');
    await tab.come(5000);
    expect(asked).toBe(2);
    expect(tab.reopened).toEqual(['r2']);
  });

  test('asks only once what it is learning is shown', async () => {
    const told = deferred();
    const order = ['1'];
    const tab = await openTab({
      getRecord: async () => {
        await told.promise;
        return record(FIRST, ELSEWHERE);
      },
    });
    tab.workspace.store.subscribe(({ record }) => order.push(record?.turns.map(({ turn }) => turn).join('') ?? ''));
    await tab.come(5000);
    const asking = tab.ask('Third?');
    await settle();
    expect(new Set(order)).toEqual(new Set(['1']));
    told.resolve();
    await asking;
    expect([...new Set(order)]).toEqual(['1', '12', '123']);
  });

  test('shows the attempt of another tab that came before its own', async () => {
    const tab = await openTab({});
    await tab.workspace.retry(1, 'A');
    await settle();
    tab.frame();
    await settle();
    tab.frame();
    const runs = tab.state().record?.turns[0]?.runs.map(({ run, lanes }) => `${run} ${lanes[0]?.attempt}`);
    expect(runs).toEqual(['r1 1', 'a2 2', 'a3 3']);
    const texts = attemptsOf(tab.state().answers, 1, 'A').map(({ attempt, text }) => `${attempt} ${text}`);
    expect(texts).toEqual(['1 one', '2 again, elsewhere', '3 again, here']);
  });

  test('that is refused because a lane runs for another tab shows that run', async () => {
    const detail = 'Lane A is still running. Wait for the answer, or stop it first.';
    let refuse = false;
    const tab = await openTab({
      postCompare: async () => {
        if (refuse) throw new RequestFailed({ status: 409, code: 'turn-under-way', detail });
        return started('r1');
      },
      getRecord: async () => record(FIRST, ELSEWHERE),
      reopen: async () => streamOf(framesOf((LOGS.r2 ?? []).slice(0, 2)), true),
      pause: () => new Promise(() => {}),
    });
    refuse = true;
    await tab.ask('Mine?');
    await settle();
    tab.frame();
    expect(tab.state()).toMatchObject({ problem: detail, draft: { prompt: 'Mine?' } });
    expect(tab.prompts()).toEqual(['1 Why?', '2 Asked elsewhere']);
    expect(runningLanes(tab.state())).toEqual(['A']);
  });

  test('does not read its own run twice when the record tells of it first', async () => {
    const sent = deferred();
    const answers = [started('r1')];
    const tab = await openTab({
      postCompare: async () => {
        const [first] = answers.splice(0, 1);
        if (first) return first;
        await sent.promise;
        return started('r3', 'Third?');
      },
      getRecord: async () => record(FIRST, ELSEWHERE, turnOf(3, 'Third?', runOf('r3', 1, 'A', 'B'))),
    });
    const asking = tab.ask('Third?');
    await settle();
    await tab.come(5000);
    expect(tab.prompts()).toHaveLength(3);
    sent.resolve();
    await asking;
    expect(tab.reopened).toEqual(['r2']);
    expect(latestAnswer(tab.state().answers, 3, 'A')?.text).toBe('third');
  });

  test('keeps the attempt that it puts on view while the record is on its way', async () => {
    const told = [deferred(), deferred()];
    let asked = 0;
    const twice = turnOf(1, 'Why?', runOf('r1', 1, 'A', 'B'), runOf('a2', 2, 'A'));
    const tab = await openTab({
      getRecord: async () => {
        const turn = asked;
        asked += 1;
        await told[turn]?.promise;
        // The server was asked before it was told, the first time.
        return record({ ...twice, selected: turn === 0 ? {} : { A: 1 } });
      },
    });
    await tab.come(5000);
    await tab.workspace.selectAttempt('A', 1, 1);
    told[0]?.resolve();
    await settle();
    expect(tab.state().record?.turns[0]?.selected).toEqual({ A: 1 });
    told[1]?.resolve();
    await settle();
    expect(asked).toBe(2);
    expect(tab.state().record?.turns[0]).toMatchObject({ selected: { A: 1 }, runs: [{ run: 'r1' }, { run: 'a2' }] });
  });

  test('goes on with the system prompt of the newest turn, unless another is written here', async () => {
    const getRecord = async () => record(FIRST, { ...ELSEWHERE, system: 'Be brief.' });
    const untouched = await openTab({ getRecord });
    await untouched.come(5000);
    expect(untouched.state().draft.system).toBe('Be brief.');
    const written = await openTab({ getRecord });
    written.workspace.composer.setState(({ draft }) => ({ draft: { ...draft, system: 'In verse.' } }));
    await written.come(5000);
    expect(written.state().draft.system).toBe('In verse.');
  });
});
