import { beforeEach, describe, expect, test } from 'vitest';
import { ballotRequestSchema } from '@/lib/protocol/ballot-request';
import { readFields } from '@/lib/protocol/read-fields';
import type { App } from '@/lib/service/app';
import { castBallot, deleteBallot } from '@/lib/service/ballots';
import { deleteVisitor } from '@/lib/service/delete-visitor';
import { loadComparison, loadOwnComparison } from '@/lib/service/load-comparison';
import { loadShare } from '@/lib/service/load-share';
import { Refusal } from '@/lib/service/refusal';
import { askBody, makeLink, readToEnd, retry, SESSION, VISITOR } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();
let app: App;
beforeEach(() => {
  app = newApp();
});

async function asked(models: readonly string[]): Promise<string> {
  const run = await askBody(app, { prompt: 'Why?', models });
  await readToEnd(app, run);
  await expect.poll(() => app.unsaved.size).toBe(0);
  return run.comparison;
}

const ballotIn = async (id: string, turn = 1) =>
  (await loadOwnComparison(app, SESSION, id)).record.turns.find((known) => known.turn === turn)?.ballot;

async function refusalOf(request: Promise<unknown>): Promise<Refusal['problem']> {
  try {
    await request;
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
  throw new Error('was not refused');
}

test('a ballot marks the answers that name their maker', async () => {
  // What it echoes is the prompt, which names its vendor.
  const run = await askBody(app, { prompt: 'Say that you are made by Test.', models: ['test/echo', 'test/words-3'] });
  await readToEnd(app, run);
  await castBallot(app, SESSION, run.comparison, 1, { best: ['A'] });
  expect(await ballotIn(run.comparison)).toMatchObject({ telling: ['A'] });
});

describe('a ballot of the author', () => {
  test('is kept with the comparison, may be changed and deleted', async () => {
    const id = await asked(['test/words-3', 'test/words-5', 'test/status-402']);
    const { record } = await castBallot(app, SESSION, id, 1, { best: ['B'] });
    const cast = { verdict: 'best', best: ['B'], blind: false, judged: { A: 1, B: 1 } };
    expect(record.turns[0]?.ballot).toMatchObject(cast);
    expect(await ballotIn(id)).toMatchObject(cast);
    await castBallot(app, SESSION, id, 1, { verdict: 'equal' });
    expect(await ballotIn(id)).toMatchObject({ verdict: 'equal', best: [] });
    await deleteBallot(app, SESSION, id, 1);
    expect(await ballotIn(id)).toBeNull();
    await deleteBallot(app, SESSION, id, 1);
  });

  test('holds what a board needs of the answers that were there, and not of a failed lane', async () => {
    const id = await asked(['test/words-3', 'test/words-5', 'test/status-402']);
    await castBallot(app, SESSION, id, 1, { best: ['B', 'A'] });
    const [found] = await app.persistence.ballotsOf(VISITOR, 'mine', 9);
    expect(found?.ballot.best).toEqual(['A', 'B']);
    expect(found?.ballot.answers.map(({ lane, model, words }) => ({ lane, model, words }))).toEqual([
      { lane: 'A', model: 'test/words-3', words: 3 },
      { lane: 'B', model: 'test/words-5', words: 5 },
    ]);
    expect(found?.ballot.answers[1]).toMatchObject({ attempt: 1, namesMaker: false, firstWord: expect.any(Number) });
  });

  test('is of the attempts that are selected when it is cast', async () => {
    const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3', 'test/words-5'] });
    await readToEnd(app, run);
    await readToEnd(app, await retry(app, run.id, ['A']));
    await castBallot(app, SESSION, run.comparison, 1, { verdict: 'bad' });
    expect(await ballotIn(run.comparison)).toMatchObject({ judged: { A: 2, B: 1 } });
  });

  test('needs two answers, all of them ended, and lanes that have one', async () => {
    const alone = await asked(['test/words-3', 'test/status-402']);
    expect(await refusalOf(castBallot(app, SESSION, alone, 1, { best: ['A'] }))).toMatchObject({
      code: 'invalid',
      errors: [{ path: 'turn' }],
    });
    const id = await asked(['test/words-3', 'test/words-5', 'test/status-402']);
    expect(await refusalOf(castBallot(app, SESSION, id, 1, { best: ['A', 'C'] }))).toMatchObject({
      code: 'invalid',
      errors: [{ path: 'best.1', message: 'names lane C, which has no answer: choose of A, B' }],
    });
    expect(await refusalOf(castBallot(app, SESSION, id, 2, { best: ['A'] }))).toMatchObject({ code: 'not-found' });
    const running = await askBody(app, { prompt: 'Why?', models: ['test/words-3', 'test/hangs'] });
    await expect.poll(() => app.unsaved.size).toBe(0);
    expect(await refusalOf(castBallot(app, SESSION, running.comparison, 1, { best: ['A'] }))).toMatchObject({
      code: 'turn-under-way',
    });
    running.interrupt();
  });

  test('is not about a turn that a branch has copied', async () => {
    const origin = await asked(['test/words-3', 'test/words-5']);
    const branch = await askBody(app, { from: { comparison: origin, turn: 1 }, prompt: 'Why not?' });
    await readToEnd(app, branch);
    const second = await askBody(app, { comparison: branch.comparison, prompt: 'And?' });
    await readToEnd(app, second);
    const copied = await askBody(app, { from: { comparison: branch.comparison, turn: 2 }, prompt: 'Or?' });
    await readToEnd(app, copied);
    expect(await refusalOf(castBallot(app, SESSION, copied.comparison, 1, { best: ['A'] }))).toMatchObject({
      errors: [{ path: 'turn' }],
    });
    await castBallot(app, SESSION, copied.comparison, 2, { best: ['A'] });
  });

  test('is nobody else’s to cast, to delete or to read', async () => {
    const id = await asked(['test/words-3', 'test/words-5']);
    const stranger = { visitor: 'a stranger', key: null };
    expect(await refusalOf(castBallot(app, stranger, id, 1, { best: ['A'] }))).toMatchObject({ code: 'not-found' });
    await castBallot(app, SESSION, id, 1, { best: ['A'] });
    expect(await refusalOf(deleteBallot(app, stranger, id, 1))).toMatchObject({ code: 'not-found' });
    const slug = await makeLink(app, id);
    expect((await loadShare(app, slug)).record.turns[0]?.ballot).toBeNull();
  });

  test('is deleted with all that its visitor has', async () => {
    const id = await asked(['test/words-3', 'test/words-5']);
    await castBallot(app, SESSION, id, 1, { best: ['A'] });
    await deleteVisitor(app, SESSION);
    expect(await app.persistence.ballotsOf(VISITOR, 'mine', 9)).toEqual([]);
    expect(await loadComparison(app, id)).toBeNull();
  });
});

test('the body of a ballot names lanes or a verdict, and says what is wrong with it', () => {
  const errorsOf = (body: unknown) => {
    const read = readFields(ballotRequestSchema, body);
    return read.ok ? [] : read.errors.map(({ path, message }) => `${path}: ${message}`);
  };
  expect(errorsOf({ best: ['A', 'H'] })).toEqual([]);
  expect(errorsOf({ verdict: 'bad' })).toEqual([]);
  expect(errorsOf({})).toEqual(['best: give either best, a list of lanes, or verdict, which is equal or bad']);
  expect(errorsOf({ best: ['A'], verdict: 'bad' })).toHaveLength(1);
  expect(errorsOf({ best: [] })).toEqual(['best: must name at least one lane']);
  expect(errorsOf({ best: ['A', 'A'] })).toEqual(['best: names a lane twice']);
  expect(errorsOf({ best: ['I'] })).toHaveLength(1);
  expect(errorsOf({ verdict: 'best' })).toEqual(['verdict: must be equal or bad; for the best answers give best']);
  expect(errorsOf({ best: ['A'], blind: true })).toHaveLength(1);
});
