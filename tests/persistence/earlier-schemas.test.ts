import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listLanes } from '@/lib/comparison/lanes';
import type { ComparisonState } from '@/lib/comparison/state';
import { migrate } from '@/lib/persistence/migrate';
import { MIGRATIONS } from '@/lib/persistence/migrations';
import { openPersistence, type PersistencePlace } from '@/lib/persistence/open-persistence';
import { openPostgres } from '@/lib/persistence/postgres';
import type { Sql } from '@/lib/persistence/sql';
import { openSqlite } from '@/lib/persistence/sqlite';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { promptText } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { type App, createApp } from '@/lib/service/app';
import { readEnvironment } from '@/lib/service/environment';
import { loadComparison, loadOwnComparison } from '@/lib/service/load-comparison';
import { loadShare } from '@/lib/service/load-share';
import { type OpenRouterStandIn, startOpenRouter } from '../support/openrouter/server';
import { findPostgres } from '../support/postgres/find-postgres';
import { type PostgresServer, startPostgres } from '../support/postgres/start-postgres';
import { askBody, retry } from '../support/test-app';

const FIXTURES = join(import.meta.dirname, '../fixtures/databases');

const SCHEMAS = [1, 2, 3, 4, 5, 6, 7];

/** From here on a fixture has only rows: the migrations make its tables. */
const FIRST_OF_ROWS = 6;

/** The name that the releases of schemas 1 and 2 have for the selected attempts. */
const SELECTED = 'inView';

/** What a release showed of its database, in its own words; see `tests/fixtures/databases/fill.mjs`. */
interface Earlier {
  visitor: string;
  comparisons: Record<string, EarlierComparison>;
  shares: Record<string, EarlierComparison & { comparison: string; revoked?: boolean }>;
  dead: { comparison: string; run: string };
  list: { id: string; title: string | null; opening: string; turns: number }[];
}

interface EarlierComparison {
  record: EarlierRecord;
  answers: object[];
}

interface EarlierRecord {
  id: string;
  title?: string | null;
  createdAt: string;
  lanes: { lane: Lane; model: string; settings: object }[];
  turns: EarlierTurn[];
}

interface EarlierTurn {
  turn: number;
  prompt: string;
  system: string | null;
  runs: { run: string; lanes: { lane: Lane; attempt: number }[] }[];
  [SELECTED]?: Record<string, number>;
}

let standIn: OpenRouterStandIn;
const base = mkdtempSync(join(tmpdir(), 'abreast-earlier-'));
beforeAll(async () => {
  standIn = await startOpenRouter();
});
afterAll(async () => {
  await standIn.close();
  rmSync(base, { recursive: true, force: true });
});

for (const schema of SCHEMAS) {
  describe(`a database of schema ${schema}, in SQLite`, () => {
    showsTheSame(schema, async (sql) => {
      const folder = mkdtempSync(join(base, 'place-'));
      mkdirSync(folder, { recursive: true });
      if (schema >= FIRST_OF_ROWS) await makeTables(await openSqlite(folder), schema);
      const client = createClient({ url: pathToFileURL(join(folder, 'abreast.db')).href });
      await client.executeMultiple(sql);
      client.close();
      return { databaseUrl: null, folder };
    });
  });
}

const programs = findPostgres();
if (programs) {
  describe('in Postgres', () => {
    let server: PostgresServer;
    let made = 0;
    beforeAll(async () => {
      server = await startPostgres(programs);
    });
    afterAll(() => server.stop());
    for (const schema of SCHEMAS) {
      describe(`a database of schema ${schema}`, () => {
        showsTheSame(schema, async (text) => {
          const databaseUrl = await server.createDatabase(`earlier_${++made}`);
          if (schema >= FIRST_OF_ROWS) await makeTables(openPostgres(databaseUrl), schema);
          const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
          await sql.unsafe(text);
          await sql.end();
          return { databaseUrl, folder: '' };
        });
      });
    }
  });
}

async function makeTables(sql: Sql, schema: number): Promise<void> {
  await migrate(sql, MIGRATIONS.slice(0, schema));
  await sql.close();
}

/** @param load makes a database out of SQL. */
function showsTheSame(schema: number, load: (sql: string) => Promise<PersistencePlace>): void {
  const earlier: Earlier = JSON.parse(readFileSync(join(FIXTURES, `schema-${schema}.json`), 'utf8'));
  const session = { visitor: earlier.visitor, key: null };
  const [main = ''] = Object.keys(earlier.comparisons);
  let app: App;
  /** In the words of that release. */
  const recordOf = schema < 3 ? earlierRecord : schema < 7 ? withoutBranches : withoutBallots;

  async function open(): Promise<App> {
    const persistence = await openPersistence(await load(readFileSync(join(FIXTURES, `schema-${schema}.sql`), 'utf8')));
    const environment = { ...readEnvironment({}), apiKey: 'test-key', baseUrl: standIn.baseUrl };
    app = createApp({ environment, persistence, sessionSecrets: ['of the tests'] });
    return app;
  }
  afterEach(() => app.persistence.close());

  test('shows every comparison as before', async () => {
    await open();
    for (const [id, before] of Object.entries(earlier.comparisons)) {
      const view = await loadOwnComparison(app, session, id);
      expect(recordOf(view.record)).toEqual(schema < 3 ? withDefaults(before.record, earlier) : before.record);
      expect(answersOf(view.state)).toEqual(before.answers);
    }
  });

  test('lists the same comparisons, found by the same words', async () => {
    const { persistence } = await open();
    const list = async (search: string) =>
      (await persistence.listComparisons({ visitor: earlier.visitor, search, limit: 100 })).comparisons;
    const named = ({ id, title, opening, turns }: Earlier['list'][number]) => ({
      id,
      title: title ?? null,
      opening,
      turns,
    });
    expect((await list('')).map(named)).toEqual(earlier.list.map(named));
    expect((await list('GPT-5 quoted')).map(({ id }) => id)).toEqual([main]);
    expect(await list('Delete me')).toEqual([]);
  });

  test('finds what its models answered, once that is indexed', async () => {
    const { persistence } = await open();
    const list = async (search: string) =>
      (await persistence.listComparisons({ visitor: earlier.visitor, search, limit: 100 })).comparisons;
    const before = (await list('')).map(({ id }) => id);
    while (await persistence.indexNext(async () => {}));
    const found = await list('w4 gpt-5 quoted');
    expect(found.map(({ id }) => id)).toEqual([main]);
    expect(found[0]?.excerpt?.word).toBe('w4');
    expect((await list('')).map(({ id }) => id)).toEqual(before);
    expect((await list('GPT-5 quoted')).map(({ id }) => id)).toEqual([main]);
    expect(await list('Delete me')).toEqual([]);
  });

  test('shows the same page by every link, and none by a revoked one', async () => {
    await open();
    for (const [slug, before] of Object.entries(earlier.shares)) {
      if (before.revoked) {
        await expect(loadShare(app, slug)).rejects.toMatchObject({ problem: { code: 'revoked' } });
      } else if (before.comparison === main) {
        const view = await loadShare(app, slug);
        if (schema > 1) expect(recordOf(view.record)).toEqual(before.record);
        else expect(view.record).toMatchObject({ id: slug, createdAt: before.record.createdAt });
        const selected = answersOf(view.state) as { lane: string; attempt: number }[];
        const expected = schema > 1 ? before.answers : selectedOf(before);
        expect(selected).toEqual(expected);
      }
    }
  });

  test('takes a follow-up, which sends each lane its history', async () => {
    await open();
    const follow = await askBody(app, { comparison: main, prompt: 'Go on.', lanes: ['A'] }, session);
    await follow.ended;
    await follow.settled;
    const { record, state } = await loadOwnComparison(app, session, main);
    expect(record.turns.map(({ turn }) => turn)).toEqual([1, 2, 3, 4]);
    const answer = answersOf(state).find(({ turn, lane }) => turn === 4 && lane === 'A');
    expect(answer?.phase).toBe('done');
    const messages: { role: string; content: unknown }[] = JSON.parse(answer?.text ?? '');
    expect(messages.map(({ role }) => role)).toEqual([
      'system',
      'user',
      'assistant',
      'user',
      'assistant',
      'user',
      'assistant',
      'user',
    ]);
    expect(JSON.stringify(messages.at(1))).toContain('What’s “new”?');
  });

  test('asks a lane again, as its next attempt', async () => {
    await open();
    const { record: before } = await loadOwnComparison(app, session, main);
    const run = before.turns[0]?.runs[0]?.run ?? '';
    const live = await retry(app, run, ['A', 'C'], session);
    await live.settled;
    expect(live.place.run.lanes).toMatchObject([
      { lane: 'A', attempt: 3 },
      { lane: 'C', attempt: 2 },
    ]);
    const { state } = await loadOwnComparison(app, session, main);
    expect(answersOf(state).filter(({ turn, lane }) => turn === 1 && lane === 'A')).toMatchObject([
      { attempt: 1, phase: 'done' },
      { attempt: 2, phase: 'done' },
      { attempt: 3, phase: 'done' },
    ]);
  });

  test('ends the run whose process died, with all that was seen of it', async () => {
    await open();
    await app.reaper.reap();
    const view = await loadComparison(app, earlier.dead.comparison);
    expect(view && answersOf(view.state)).toMatchObject([
      { lane: 'A', phase: 'failed', failure: 'interrupted', text: expect.stringMatching(/^w1 w2 w3/) },
      { lane: 'B', phase: 'done' },
    ]);
    expect(await app.persistence.activeRuns()).toEqual([]);
  });

  test('keeps the secret by which visitors are known', async () => {
    const { persistence } = await open();
    expect(await persistence.keepValue('session-secret', 'another')).toBe('a secret of the fixture');
  });
}

function answersOf({ turns }: ComparisonState) {
  return turns.flatMap(({ turn, answers }) =>
    Object.values(answers).flatMap((attempts) =>
      attempts.map((answer) => {
        const { lane, attempt, model, phase, text, reasoning } = answer;
        return {
          turn,
          lane,
          attempt,
          model,
          phase,
          text,
          reasoning,
          ...('endedAt' in answer ? { endedAt: answer.endedAt } : {}),
          ...('failure' in answer ? { failure: answer.failure.code } : {}),
          ...('ending' in answer ? { usage: answer.ending.usage } : {}),
        };
      }),
    ),
  );
}

/** Up to schema 6 there were no stars, no branches and no order of lanes. */
function withoutBranches(whole: ComparisonRecord) {
  const { starred, order, removed, from, branches, ...record } = withoutBallots(whole);
  const added = { starred, order, removed, from, branches };
  expect(added).toEqual({ starred: false, order: [], removed: [], from: null, branches: [] });
  return record;
}

/** Up to schema 7 there were no ballots and no tags. */
function withoutBallots({ tags, lineUp, turns, ...record }: ComparisonRecord) {
  expect({ tags, lineUp }).toEqual({ tags: [], lineUp: null });
  expect(turns.map(({ ballot }) => ballot)).toEqual(turns.map(() => null));
  return { ...record, turns: turns.map(({ ballot, ...turn }) => turn) };
}

/** The record in the words of schemas 1 and 2. */
function earlierRecord(record: ComparisonRecord): EarlierRecord {
  const { id, title, createdAt, turns } = record;
  const lanes = listLanes(record).map(({ attempt, source, system, ...lane }) => lane);
  const earlier = turns.map((turn): EarlierTurn => {
    const { turn: number, system, selected } = turn;
    const runs = turn.runs.map((run) => ({
      run: run.run,
      lanes: run.lanes.map(({ lane, attempt }) => ({ lane, attempt })),
    }));
    return { turn: number, prompt: promptText(turn), system, runs, [SELECTED]: selected };
  });
  return { id, title, createdAt, lanes, turns: earlier };
}

/** Schema 1 had titles, which its record did not show. */
function withDefaults(record: EarlierRecord, { list }: Earlier): EarlierRecord {
  const { title = null } = list.find(({ id }) => id === record.id) ?? {};
  return { title, ...record, turns: record.turns.map((turn) => ({ [SELECTED]: {}, ...turn })) };
}

/** A link of schema 1 shows the newest attempt of each lane, of the turns that there were. */
function selectedOf({ record, answers }: EarlierComparison) {
  const newest = new Map<string, number>();
  for (const { turn, runs } of record.turns) {
    for (const { lane, attempt } of runs.flatMap(({ lanes }) => lanes)) newest.set(`${turn}${lane}`, attempt);
  }
  return (answers as { turn: number; lane: string; attempt: number }[]).filter(
    ({ turn, lane, attempt }) => newest.get(`${turn}${lane}`) === attempt,
  );
}
