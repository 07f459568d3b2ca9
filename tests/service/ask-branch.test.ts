import { beforeEach, describe, expect, test, vi } from 'vitest';
import { selectAnswers } from '@/lib/comparison/selected-answers';
import { parseAsk } from '@/lib/protocol/ask';
import { promptText } from '@/lib/protocol/comparison';
import type { LiveRun } from '@/lib/run/live-run';
import type { App } from '@/lib/service/app';
import { changeComparison } from '@/lib/service/change-comparison';
import { loadOwnComparison } from '@/lib/service/load-comparison';
import { loadShare } from '@/lib/service/load-share';
import { askBody, makeLink, readToEnd, retry, SESSION, startAsk } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();
let app: App;
let first: LiveRun;

async function finished(asking: Promise<LiveRun>): Promise<LiveRun> {
  const live = await asking;
  await readToEnd(app, live);
  await live.settled;
  return live;
}

const load = (id: string) => loadOwnComparison(app, SESSION, id);

/** Each answer's turn, lane, attempt and text. */
async function textsOf(id: string): Promise<string[]> {
  const { record, state } = await load(id);
  return selectAnswers(record, state).map(
    ({ answer }) => `${answer.turn}${answer.lane}${answer.attempt} ${answer.text}`,
  );
}

beforeEach(async () => {
  app = newApp();
  first = await finished(
    askBody(app, { prompt: 'One', system: 'Be brief.', models: ['test/echo', 'test/words-3', 'test/status-402'] }),
  );
});

describe('a branch', () => {
  test('has the turns before as they were, and asks the lanes of that turn otherwise', async () => {
    await finished(retry(app, first.id, ['A']));
    await changeComparison(app, SESSION, first.comparison, { selected: { turn: 1, lane: 'A', attempt: 1 } });
    await finished(
      askBody(app, {
        comparison: first.comparison,
        prompt: 'Two',
        lanes: ['A', { lane: 'B', settings: { temperature: 1 } }],
      }),
    );
    await finished(askBody(app, { comparison: first.comparison, prompt: 'Three' }));
    const before = await load(first.comparison);

    const { live, record: told } = await startAsk(app, {
      from: { comparison: first.comparison, turn: 2 },
      prompt: 'Otherwise',
    });
    await finished(Promise.resolve(live));
    const { record, state } = await load(live.comparison);
    expect(told.from).toEqual({ comparison: first.comparison, turn: 2 });
    expect(record.from).toEqual(told.from);
    expect(record.turns.map((turn) => promptText(turn))).toEqual(['One', 'Otherwise']);
    expect(record.turns[0]?.selected).toEqual({ A: 1 });
    expect(record.turns[1]?.runs[0]?.lanes).toMatchObject([
      { lane: 'A', attempt: 1, model: 'test/echo' },
      { lane: 'B', attempt: 1, model: 'test/words-3', settings: { temperature: 1 } },
    ]);
    // Copies: other runs, the same answers with all their attempts.
    const withoutRuns = (turns: typeof before.state.turns) => JSON.stringify(turns[0]).replaceAll(/"run":"[^"]*"/g, '');
    expect(withoutRuns(state.turns)).toBe(withoutRuns(before.state.turns));
    const runsOf = (of: typeof record) => of.turns.flatMap(({ runs }) => runs.map(({ run }) => run));
    expect(runsOf(record).filter((run) => runsOf(before.record).includes(run))).toEqual([]);
    // The model is told what it answered before, and nothing of what came after.
    const sent = (await textsOf(live.comparison)).find((text) => text.startsWith('2A1')) ?? '';
    expect(sent).toContain('Otherwise');
    expect(sent).toContain('One');
    expect(sent).not.toContain('Two');

    // The comparison that it comes from is as before, and knows of it.
    const after = await load(first.comparison);
    expect(after.record).toEqual({ ...before.record, branches: [{ comparison: live.comparison, turn: 2 }] });
    expect(after.state).toEqual(before.state);
  });

  test('of the first turn has no copies', async () => {
    const live = await finished(
      askBody(app, { from: { comparison: first.comparison, turn: 1 }, prompt: 'Otherwise', lanes: ['B'], system: '' }),
    );
    const { record } = await load(live.comparison);
    expect(record.turns).toHaveLength(1);
    expect(record.turns[0]).toMatchObject({ system: null, runs: [{ lanes: [{ lane: 'B' }] }] });
  });

  test('can itself be followed up, asked again, shared and branched from', async () => {
    const branch = await finished(
      askBody(app, { from: { comparison: first.comparison, turn: 1 }, prompt: 'Otherwise', lanes: ['A', 'B'] }),
    );
    await finished(askBody(app, { comparison: branch.comparison, prompt: 'And on' }));
    await finished(retry(app, branch.id, ['A']));
    const shared = await loadShare(app, await makeLink(app, branch.comparison));
    expect(shared.record).toMatchObject({ from: null, branches: [], starred: false });
    const next = await finished(
      askBody(app, { from: { comparison: branch.comparison, turn: 2 }, prompt: 'Off again' }),
    );
    expect((await load(next.comparison)).record.from).toEqual({ comparison: branch.comparison, turn: 2 });
    expect((await textsOf(next.comparison)).map((text) => text.slice(0, 3))).toEqual(['1A2', '1B1', '2A1', '2B1']);
  });

  test('that is deleted is told no more', async () => {
    const branch = await finished(
      askBody(app, { from: { comparison: first.comparison, turn: 1 }, prompt: 'Otherwise' }),
    );
    await app.persistence.deleteComparison(branch.comparison, SESSION.visitor);
    expect((await load(first.comparison)).record.branches).toEqual([]);
  });

  test('of a comparison that is deleted says nothing of it, until that is back', async () => {
    const branch = await finished(
      askBody(app, { from: { comparison: first.comparison, turn: 1 }, prompt: 'Otherwise' }),
    );
    await app.persistence.deleteComparison(first.comparison, SESSION.visitor);
    expect((await load(branch.comparison)).record.from).toBeNull();
    await app.persistence.restoreComparison(first.comparison, SESSION.visitor);
    expect((await load(branch.comparison)).record.from).toEqual({ comparison: first.comparison, turn: 1 });
  });

  test('that cannot be stored leaves no lane taken', async () => {
    const { persistence, liveRuns } = app;
    const taken = vi.spyOn(liveRuns, 'take');
    const given = vi.spyOn(liveRuns, 'giveBack');
    persistence.createComparison = async () => {
      throw new Error('the database is away');
    };
    const asking = askBody(app, { from: { comparison: first.comparison, turn: 1 }, prompt: 'Otherwise' });
    await expect(asking).rejects.toThrow('the database is away');
    expect(given.mock.calls).toEqual(taken.mock.calls);
  });

  test('counts copied answers once', async () => {
    await finished(askBody(app, { comparison: first.comparison, prompt: 'Two' }));
    await finished(askBody(app, { from: { comparison: first.comparison, turn: 2 }, prompt: 'Otherwise' }));
    while (await app.persistence.indexNext(async () => {}));
    const figures = await app.persistence.figuresOfVisitor(SESSION.visitor, 100);
    expect(figures).toHaveLength(9);
  });
});

describe('a branch is refused, and nothing is made,', () => {
  const history = async () =>
    (await app.persistence.listComparisons({ visitor: SESSION.visitor, limit: 10 })).comparisons.length;

  test.each([
    ['a turn that there is not', { turn: 2, visitor: SESSION.visitor }, { code: 'not-found' }],
    ['another visitor’s comparison', { turn: 1, visitor: 'another' }, { code: 'not-found' }],
  ])('for %s', async (_, { turn, visitor }, problem) => {
    const asking = askBody(
      app,
      { from: { comparison: first.comparison, turn }, prompt: 'No' },
      { ...SESSION, visitor },
    );
    await expect(asking).rejects.toMatchObject({ problem });
    expect(await history()).toBe(1);
  });

  test('while a lane of the turns before is running', async () => {
    await finished(askBody(app, { comparison: first.comparison, prompt: 'Two', lanes: ['B'] }));
    const running = await retry(app, first.id, [{ lane: 'A', model: 'test/hangs' }]);
    const asking = askBody(app, { from: { comparison: first.comparison, turn: 2 }, prompt: 'No' });
    await expect(asking).rejects.toMatchObject({ problem: { code: 'turn-under-way' } });
    running.stop();
    await readToEnd(app, running);
    expect(await history()).toBe(1);
  });

  test.each([
    [{ from: { comparison: 'c', turn: 0 }, prompt: 'x' }, 'from.turn'],
    [{ from: { comparison: 1, turn: 1 }, prompt: 'x' }, 'from.comparison'],
    [{ from: { turn: 1 }, prompt: 'x' }, 'from.comparison'],
    [{ from: 'c', prompt: 'x' }, 'from'],
    [{ from: { comparison: 'c', turn: 1 } }, 'prompt'],
    [{ from: { comparison: 'c', turn: 1 }, prompt: 'x', models: ['a/b'] }, 'models'],
    [{ from: { comparison: 'c', turn: 1 }, prompt: 'x', comparison: 'd' }, 'comparison'],
  ])('for %j, which names the field', (body, path) => {
    expect(parseAsk(body)).toMatchObject({
      ok: false,
      errors: expect.arrayContaining([expect.objectContaining({ path })]),
    });
  });
});
