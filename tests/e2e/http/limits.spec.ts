import { expect, test } from 'playwright/test';
import { mostCost } from '@/lib/limits/upper-bound';
import { cookieOf } from '../support/app';
import { eventOf, framesOf } from '../support/frames';
import { markedPrompt } from '../support/marked-prompt';
import { only } from '../support/only';
import type { OwnServer } from '../support/own-server';
import { type Outcome, outcomeOf, quickAsk } from '../support/quick-ask';
import { requestsWith } from '../support/stand-in';
import { DATABASE_KINDS, startTwoServers, type TwoServers } from '../support/two-servers';

const ASKS_PER_MINUTE = 10;
const RUNS_AT_ONCE = 3;
const MAX_TOKENS = 2000;
/** Says something, and then what it costs stays unknown. */
const HANGS = 'test/words-5-every-30ms.hangs';
/** Costs most of what is reserved for it. */
const ANSWERS = 'test/words-2000';
/** USD; what the stand-in's models cost by the million tokens, and by the request. */
const PRICE = { input: 1, output: 2, request: 0 };
/** What each ask reserves, micro-USD. */
const RESERVED = mostCost([{ role: 'user', content: markedPrompt() }], null, MAX_TOKENS, PRICE);
/** What {@link ANSWERS} costs, micro-USD: the five words of a prompt, and its own. */
const COST = 5 + 2 * MAX_TOKENS;
/** So many reservations fit. */
const PLACES = 20;
/** Micro-USD. */
const BUDGET = PLACES * RESERVED + RESERVED / 2;

for (const kind of DATABASE_KINDS) {
  test.describe(`two processes on one ${kind} database`, () => {
    test.describe.configure({ mode: 'serial', timeout: 60_000 });
    let servers: TwoServers;

    test.beforeAll(async () => {
      // A hook has a time of its own, and a Postgres and two servers start slowly on a busy machine.
      test.setTimeout(60_000);
      servers = await startTwoServers(kind, {
        COMPARISONS_PER_MINUTE: String(ASKS_PER_MINUTE),
        RUNS_AT_ONCE_PER_VISITOR: String(RUNS_AT_ONCE),
        BUDGET_USD_PER_DAY: String(BUDGET / 1e6),
        HOUSE_MAX_TOKENS: String(MAX_TOKENS),
      });
    });
    test.afterAll(() => servers?.end());

    const serverAt = (index: number) => (index % 2 === 0 ? servers.one : servers.other);
    /** Makes the time of a minute and of a day pass. */
    const passTime = async () => {
      await servers.sql('UPDATE counters SET resets_at = 1');
      await servers.sql('DELETE FROM run_facts');
    };
    /** What was spent and what is still reserved, micro-USD: as the limit counts it, and as it is noted of each try. */
    const spending = async () => {
      const [sums] = await servers.sql(`SELECT (SELECT SUM(used) FROM counters WHERE name LIKE 'usd:%') AS counted,
        (SELECT SUM(COALESCE(cost, reserved)) FROM run_facts WHERE payer = 'house') AS noted`);
      return { counted: Number(sums?.counted ?? 0), noted: Number(sums?.noted ?? 0) };
    };

    test('take exactly as many asks of a visitor in a minute, and have exactly as many runs at once, as is allowed', async () => {
      const prompt = markedPrompt();
      const cookie = cookieOf('hasty');
      const askBoth = (times: number) =>
        Promise.all(
          Array.from({ length: times }, (_, index) =>
            quickAsk(serverAt(index).origin, { model: HANGS, prompt, cookie }),
          ),
        );
      const answers = await askBoth(50);
      const started = answers.filter(({ status }) => status === 200);
      expect(started).toHaveLength(RUNS_AT_ONCE);
      const tooMany = { requests: 0, runs: 0 };
      for (const response of answers.filter((answer) => !started.includes(answer))) {
        const { status, headers } = response;
        const problem = await response.json();
        expect(status).toBe(429);
        expect(headers.get('content-type')).toMatch('application/problem+json');
        const seconds = Number(headers.get('retry-after'));
        if (problem.code === 'too-many-requests') {
          tooMany.requests += 1;
          expect(seconds).toBeGreaterThan(0);
          expect(seconds).toBeLessThanOrEqual(60);
          expect(problem.detail).toBe(
            `This server takes ${ASKS_PER_MINUTE} questions a minute from a browser. Nothing was started; try again in ${seconds} s.`,
          );
        } else {
          tooMany.runs += 1;
          expect(problem.code).toBe('too-many-runs');
          expect(seconds).toBe(5);
          expect(problem.detail).toMatch(/^3 comparisons run already.* wait for an answer, or stop one\.$/);
        }
      }
      expect(tooMany).toEqual({ requests: 50 - ASKS_PER_MINUTE, runs: ASKS_PER_MINUTE - RUNS_AT_ONCE });

      await passTime();
      const [first] = started;
      const stopped = first && (await outcomeOf(first, 'run'));
      const elsewhere = first?.url.startsWith(servers.one.origin) ? servers.other : servers.one;
      const path = `/api/runs/${stopped?.begun.run}`;
      expect((await elsewhere.fetch(path, { method: 'DELETE', headers: { cookie } })).status).toBe(204);
      // The process that ran it makes room a moment later.
      await expect.poll(async () => only(await askBoth(1)).status).toBe(200);
      const more = await askBoth(5);
      expect(more.map(({ status }) => status)).toEqual(Array(5).fill(429));
    });

    /** Asks models, each as another visitor, in turn at one and the other. @returns also the most that was ever counted. */
    async function flood(prompt: string, models: readonly string[], onOutcome: (index: number) => void = () => {}) {
      let most = 0;
      const outcomes = await Promise.all(
        models.map(async (model, index) => {
          const outcome = await askAs(`visitor-${index}`, serverAt(index), prompt, model);
          onOutcome(index);
          const { counted, noted } = await spending();
          most = Math.max(most, counted, noted);
          return outcome;
        }),
      );
      return { most, failures: outcomes.flatMap((outcome) => outcome?.failure ?? []) };
    }

    test('never pass the budget, however many ask, and give back what an answer has not cost', async () => {
      await passTime();
      const prompt = markedPrompt();
      const models = Array.from({ length: 200 }, (_, index) => (index % 4 < 2 ? HANGS : ANSWERS));
      const { most, failures } = await flood(prompt, models);
      expect(most).toBeLessThanOrEqual(BUDGET);
      const resetsAt = new Date(Math.ceil(Date.now() / 86_400_000) * 86_400_000).toISOString();
      const full = { code: 'budget-reached', limit: 'server-day', resetsAt };
      expect(failures).toEqual(failures.map(() => full));

      const asked = await requestsWith(prompt);
      expect(asked).toHaveLength(200 - failures.length);
      expect(asked.length).toBeGreaterThanOrEqual(PLACES);
      const hanging = asked.filter(({ model }) => model === HANGS).length;
      const spent = hanging * RESERVED + (asked.length - hanging) * COST;
      expect(spent).toBeLessThanOrEqual(BUDGET);
      await expect.poll(spending).toEqual({ counted: spent, noted: spent });

      const room = Math.floor((BUDGET - spent) / RESERVED);
      for (let more = 0; more <= room; more += 1) {
        const outcome = await askAs(`late-${more}`, serverAt(more), prompt, HANGS);
        expect(outcome?.failure, `${more} of ${room}`).toEqual(more < room ? null : full);
      }
    });

    test('keep what one has reserved that is killed, until the day ends', async () => {
      await passTime();
      const { one, other } = servers;
      const prompt = markedPrompt();
      const readings: Promise<string>[] = [];
      for (const visitor of ['a', 'b', 'c']) {
        const outcome = await askAs(visitor, other, prompt, HANGS);
        const read = (path: string) => one.fetch(path, { headers: { cookie: cookieOf(visitor) } });
        await expect.poll(async () => (await read(`/api/comparisons/${outcome?.begun.comparison}`)).status).toBe(200);
        readings.push(read(`/api/runs/${outcome?.begun.run}/events`).then((response) => response.text()));
      }
      let answered = 0;
      const { most, failures } = await flood(prompt, Array(200).fill(HANGS), () => {
        answered += 1;
        if (answered === 50) other.signal('SIGKILL');
      });
      await other.gone;
      const full = { counted: PLACES * RESERVED };
      expect(most).toBeLessThanOrEqual(BUDGET);
      expect(failures.length).toBeGreaterThan(0);
      expect((await requestsWith(prompt)).length).toBeLessThanOrEqual(PLACES);
      expect(await spending()).toMatchObject(full);

      for (const text of await Promise.all(readings)) {
        const events = framesOf(text).map(eventOf);
        expect(events.at(-2)).toMatchObject({ type: 'error', failure: { code: 'interrupted' } });
      }
      expect(await spending(), 'once the other has ended its runs').toMatchObject(full);
      const refused = await askAs('late', one, prompt, HANGS);
      expect(refused).toMatchObject({ failure: { code: 'budget-reached', limit: 'server-day' } });
      const key = await ownKeyOf('late', one);
      expect(await askAs('late', one, prompt, ANSWERS, key)).toMatchObject({ failure: null });
      expect(await spending()).toMatchObject(full);

      await passTime();
      expect(await askAs('early', one, prompt, HANGS)).toMatchObject({ failure: null });
      await expect.poll(spending).toEqual({ counted: RESERVED, noted: RESERVED });
    });
  });
}

/** Resolves with the first word of what hangs, the end of an answer, or the failure; null if the process is gone before. */
async function askAs(
  visitor: string,
  { origin }: OwnServer,
  prompt: string,
  model: string,
  key = '',
): Promise<Outcome | null> {
  const cookie = `${cookieOf(visitor)}; ${key}`;
  const response = await quickAsk(origin, { model, prompt, cookie }).catch(() => null);
  if (response && response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return response && outcomeOf(response, model === HANGS ? 'chunk' : 'done');
}

/** Gives a visitor a key. @returns the cookie that holds it. */
async function ownKeyOf(visitor: string, server: OwnServer): Promise<string> {
  const headers = { 'content-type': 'application/json', cookie: cookieOf(visitor) };
  const body = JSON.stringify({ key: 'sk-or-v1-of-a-visitor' });
  const answer = await server.fetch('/api/key', { method: 'POST', headers, body });
  return /abreast-key=[^;]+/.exec(answer.headers.getSetCookie().join())?.[0] ?? '';
}
