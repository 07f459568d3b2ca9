import { beforeEach, describe, expect, test } from 'vitest';
import type { BallotPlace, JudgedAnswer, StoredBallot } from '@/lib/persistence/ballots';
import type { Ballot } from '@/lib/protocol/ballot';
import { boardParams, boardSchema, readBoardQuery, readPageQuery } from '@/lib/protocol/board';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { Settings } from '@/lib/protocol/settings';
import type { App } from '@/lib/service/app';
import { readBoard } from '@/lib/service/read-board';
import { comparisonOf, laneRecord, runRecord, turnRecord } from '../support/records';
import { SESSION, VISITOR } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();
let app: App;
let count = 0;
beforeEach(() => {
  app = newApp();
  count = 0;
});

interface Cast extends Partial<Pick<Ballot, 'verdict' | 'blind'>> {
  /** "A" won; none for `equal` and `bad`. */
  best?: Lane[];
  answers?: Partial<JudgedAnswer>[];
  record?: Partial<ComparisonRecord>;
  /** Who cast it, if not the author. */
  voter?: string;
  author?: string;
}

const LETTERS: readonly Lane[] = ['A', 'B', 'C', 'D'];

/** Stores a ballot in a comparison of its own, a minute later than the one before. */
const POLL = { open: true, closesAt: null, names: 'voters' as const };

async function cast({ best = ['A'], verdict = 'best', blind = true, answers = [{}, {}], ...rest }: Cast = {}) {
  const id = `c${++count}`;
  const { voter, author = VISITOR, record = {} } = rest;
  const own = { ...comparisonOf(turnRecord(1, 'Why?', runRecord(`r${id}`, 'A1 B1'))), id, blind, ...record };
  await app.persistence.createComparison(own, author);
  const stored: StoredBallot = {
    verdict,
    best,
    blind,
    castAt: new Date(Date.UTC(2026, 8, 3, 12, count)).toISOString(),
    answers: answers.map((answer, index) => {
      const lane = LETTERS[index] ?? 'A';
      const { model, name, vendor, settings } = laneRecord(lane);
      const figures = { attempt: 1, words: 10, namesMaker: false, costUsd: null, firstWord: null };
      return { lane, model, name, vendor, settings, ...figures, ...answer };
    }),
  };
  const place: BallotPlace = { comparison: id, turn: 1, visitor: voter ?? author };
  const slug = `link of ${id}`;
  if (voter && !(await app.persistence.findShare(slug))) {
    const link = { slug, comparison: id, snapshot: { title: null, turns: [] }, indexed: false, poll: POLL };
    await app.persistence.createShare(link);
  }
  const isKept = voter
    ? await app.persistence.castVote({ ...place, slug, ballot: stored, poll: POLL })
    : await app.persistence.castOwnBallot({ ...place, slug: null, ballot: stored });
  expect(isKept).toBe(true);
}

async function times(number: number, ballot: Cast = {}) {
  for (let index = 0; index < number; index++) await cast(ballot);
}

async function board(address = '', session: { visitor: string | null; key: null } = SESSION) {
  const read = readBoardQuery(new URLSearchParams(address));
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return boardSchema.parse(await readBoard(app, session, read.query));
}

test('blind ballots alone count, unless all are asked for', async () => {
  await times(5);
  await times(2, { blind: false, best: ['B'] });
  const blind = await board();
  expect(blind).toMatchObject({ ballots: 5, cast: 7, blind: 5, leftOut: { open: 2, named: 0, alone: 0 } });
  expect(blind.pairs).toMatchObject([{ above: 'vendor/A', below: 'vendor/B', more: 0, won: 5, lost: 0 }]);
  expect(blind.since).toBe('2026-09-03T12:01:00.000Z');
  const all = await board('blind=0');
  expect(all).toMatchObject({ ballots: 7, cast: 7, blind: 5, leftOut: { open: 0 } });
  expect(all.pairs).toMatchObject([{ won: 5, lost: 2 }]);
});

test('a ballot in which an answer names its maker is left out and counted, unless it is asked for', async () => {
  await times(3);
  await times(2, { answers: [{}, { namesMaker: true }] });
  expect(await board()).toMatchObject({ ballots: 3, cast: 5, leftOut: { open: 0, named: 2, alone: 0 } });
  expect(await board('named=1')).toMatchObject({ ballots: 5, leftOut: { named: 0 } });
  expect(await board('blind=0')).toMatchObject({ ballots: 3, leftOut: { named: 2 } });
});

test('a ballot that compares nothing is left out and counted', async () => {
  await times(3);
  await cast({ answers: [{}, { model: 'vendor/A' }] });
  expect(await board()).toMatchObject({ ballots: 3, leftOut: { alone: 1 } });
});

test('a model with fewer than three ballots is not listed, and counted', async () => {
  await times(2);
  expect(await board()).toMatchObject({ ballots: 2, models: [], pairs: [], unlisted: 2 });
  await cast({ answers: [{}, { model: 'vendor/C' }] });
  const { models, unlisted } = await board();
  expect(models.map(({ key }) => key)).toEqual(['vendor/A']);
  expect(unlisted).toBe(2);
});

test('ballots are filtered by kind of task and by line-up, which are listed whatever is filtered', async () => {
  await times(3, { record: { tags: ['code', 'short'], lineUp: 'Quick' } });
  await times(2, { record: { tags: ['prose'] } });
  const names = { tags: ['code', 'prose', 'short'], lineUps: ['Quick'] };
  expect(await board()).toMatchObject({ ballots: 5, ...names });
  expect(await board('tag=short')).toMatchObject({ ballots: 3, cast: 3, ...names });
  expect(await board('tag=prose')).toMatchObject({ ballots: 2, ...names });
  expect(await board('lineUp=Quick')).toMatchObject({ ballots: 3, ...names });
  expect(await board('lineUp=Quick&tag=prose')).toMatchObject({ ballots: 0, cast: 0, since: null, ...names });
  expect(await board('lineUp=&tag=')).toMatchObject({ ballots: 5 });
});

describe('what makes an entry of the board', () => {
  const high: Settings = { reasoning: 'high', temperature: 0.2 };
  const keysOf = async (address: string) => (await board(address)).models.map(({ key, name }) => [key, name]);

  beforeEach(async () => {
    await times(3, { answers: [{ settings: high, model: 'v/m', name: 'Em' }, { model: 'v/m', name: 'Em' }, {}] });
  });

  test('is a model with its reasoning effort', async () => {
    expect(await keysOf('')).toEqual([
      ['v/m, reasoning effort high', 'Em, effort high'],
      ['v/m', 'Em'],
      ['vendor/C', 'vendor/C'],
    ]);
  });

  test('is the model alone, if that is asked for', async () => {
    expect(await keysOf('by=model')).toEqual([
      ['v/m', 'Em'],
      ['vendor/C', 'vendor/C'],
    ]);
  });

  test('is a model with all its settings, if that is asked for', async () => {
    expect(await keysOf('by=settings')).toEqual([
      ['v/m, temperature 0.2, reasoning effort high', 'Em, temp 0.2, effort high'],
      ['v/m', 'Em'],
      ['vendor/C', 'vendor/C'],
    ]);
  });
});

test('a model has the medians of its cost and first word as far as they are known, and its newest name', async () => {
  await cast({ answers: [{ costUsd: 0.001, firstWord: 100, name: 'Old' }, { costUsd: 0.5 }] });
  await cast({ answers: [{ costUsd: 0.004, firstWord: null }, {}] });
  await cast({ answers: [{ costUsd: null, firstWord: 300 }, {}] });
  await cast({ answers: [{ costUsd: 0.002, firstWord: 900, name: 'New' }, {}] });
  const { models } = await board();
  expect(models).toMatchObject([
    { name: 'New', model: 'vendor/A', vendor: 'Vendor', costUsd: 0.002, firstWord: 300, n: 4 },
    { costUsd: 0.5, firstWord: null },
  ]);
});

test('all equal and all bad prefer no model, and are counted', async () => {
  await times(2, { verdict: 'equal', best: [] });
  await cast({ verdict: 'bad', best: [] });
  const { ballots, equal, bad, models, pairs } = await board();
  expect([ballots, equal, bad]).toEqual([3, 2, 1]);
  expect(models.map(({ chosen, bad }) => [Math.round(chosen.p * 100), bad])).toEqual([
    [50, 1],
    [50, 1],
  ]);
  expect(pairs).toMatchObject([{ p: 0.5, won: 0, lost: 0, more: null }]);
});

test("a visitor's own ballots and the votes in their polls are never counted together", async () => {
  const known = { blind: true, revealed: true };
  await times(3);
  await times(4, { voter: 'a voter', best: ['B'], record: known });
  await times(2, {
    author: 'another author',
    voter: VISITOR,
    record: { ...known, tags: ['theirs'], lineUp: 'Theirs' },
  });
  await times(6, { author: 'another author' });
  const mine = await board();
  expect(mine).toMatchObject({ cast: 5, ballots: 5, tags: [], lineUps: [] });
  expect(mine.pairs).toMatchObject([{ above: 'vendor/A', won: 5, lost: 0 }]);
  const polls = await board('of=polls');
  expect(polls).toMatchObject({ cast: 4, ballots: 4 });
  expect(polls.pairs).toMatchObject([{ above: 'vendor/B', won: 4, lost: 0 }]);
});

test('votes in a poll say nothing to its author while the names are hidden from them', async () => {
  await times(3, { voter: 'a voter' });
  expect(await board('of=polls')).toMatchObject({ cast: 0, models: [] });
});

test('somebody without a cookie has an empty board, and a server without a database says that it keeps nothing', async () => {
  await times(3);
  expect(await board('', { visitor: null, key: null })).toMatchObject({ cast: 0, models: [], nothingKept: true });
});

describe('the address of a board', () => {
  test('without parameters is that of the own blind ballots, with the effort', () => {
    const usual = { of: 'mine', by: 'effort', blind: true, named: false, tag: null, lineUp: null };
    expect(readBoardQuery(new URLSearchParams())).toEqual({ ok: true, query: usual });
    expect(readPageQuery(new URLSearchParams()).of).toBe('mine');
  });

  test.each([
    ['of=all', 'of', 'must be one of mine, polls'],
    ['by=vendor', 'by', 'must be one of model, effort, settings'],
    ['blind=yes', 'blind', 'must be 0 or 1'],
    ['named=2', 'named', 'must be 0 or 1'],
    [`tag=${'x'.repeat(201)}`, 'tag', 'must be at most 200 characters long'],
    ['judge=1', 'judge', 'is not a field of this request'],
    ['of=mine&of=polls', 'of', 'is given twice'],
  ])('%s is refused by the route, and counts for nothing on the page', (address, path, message) => {
    const params = new URLSearchParams(address);
    expect(readBoardQuery(params)).toEqual({ ok: false, errors: [{ path, message }] });
    expect(boardParams(readPageQuery(new URLSearchParams(`${address}&lineUp=Quick`))).toString()).toBe('lineUp=Quick');
  });

  test.each(['of=polls&by=model&blind=0&named=1&tag=a%26b&lineUp=%C3%A9', 'by=settings', ''])(
    'is written as it is read: %s',
    (address) => {
      expect(boardParams(readPageQuery(new URLSearchParams(address))).toString()).toBe(address);
    },
  );
});
