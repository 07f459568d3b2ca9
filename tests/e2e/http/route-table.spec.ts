import { expect, test } from 'playwright/test';
import { problemSchema } from '@/lib/protocol/problem';
import { cookieOf, VISITOR_COOKIE } from '../support/app';
import { markedPrompt } from '../support/marked-prompt';
import { pathOf, ROUTE_METHODS, ROUTE_TABLE, type RouteRow, SENDERS } from '../support/route-table';
import { ask } from '../support/run-requests';
import { type Answered, send } from '../support/send';
import { share } from '../support/sharing';

const HEADERS: Record<(typeof SENDERS)[number], Record<string, string>> = {
  'its owner': { cookie: VISITOR_COOKIE },
  'another visitor': { cookie: cookieOf('a-stranger-of-the-table') },
  'somebody without a cookie': { cookie: '' },
  'a page of another origin': { cookie: VISITOR_COOKIE, origin: 'https://evil.example' },
};

/** The owner comes last: what the others did has changed nothing. */
const IN_ORDER = SENDERS.toReversed();

interface Seed {
  prompt: string;
  /** By the name of the segment. */
  segments: Record<string, string>;
}

/** A comparison that has ended, and a link to it. */
async function askedAndShared(): Promise<Seed> {
  const prompt = markedPrompt();
  const reading = await (await ask({ prompt, models: ['test/words-3'] })).toEnd();
  const { run, comparison } = await reading.until('run');
  const { slug } = await share(comparison);
  const numbers = { turn: '1', lane: 'A', attempt: '1' };
  return { prompt, segments: { id: comparison, run, slug, path: 'nothing-here', ...numbers } };
}

function sendRow(
  method: string,
  route: string,
  { body, query = '' }: RouteRow,
  segments: Seed['segments'],
  headers: Record<string, string>,
) {
  const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  return send({
    method,
    path: `${pathOf(route, segments)}${query}`,
    headers: { ...json, ...headers },
    ...(body === undefined ? {} : { body: pathOf(JSON.stringify(body), segments) }),
  });
}

/** No other origin may read a response, or show one that is not made for that. */
function expectClosed({ headers }: Answered, isEmbeddable = false): void {
  expect(Object.keys(headers).filter((header) => header.startsWith('access-control'))).toEqual([]);
  expect(headers['cross-origin-resource-policy']).toBe(isEmbeddable ? 'cross-origin' : 'same-origin');
}

for (const [name, row] of Object.entries(ROUTE_TABLE)) {
  const [method = '', route = ''] = name.split(' ');
  test(`${name} answers its owner, other visitors and other origins as the table says`, async () => {
    const seed = await askedAndShared();
    const statuses: Partial<Record<(typeof SENDERS)[number], number>> = {};
    for (const sender of IN_ORDER) {
      const headers = { ...HEADERS[sender], ...(row.isEverything && { cookie: cookieOf('one-with-nothing') }) };
      const answered = await sendRow(method, route, row, seed.segments, headers);
      statuses[sender] = answered.status;
      expectClosed(answered, row.isEmbeddable);
      if (answered.status === 403) expect(problemSchema.parse(JSON.parse(answered.text)).code).toBe('forbidden-origin');
      if (sender === 'its owner' || sender === 'a page of another origin') continue;
      if (route.startsWith('/s/')) expect(answered.text).not.toContain(seed.segments.id);
      else expect(answered.text).not.toContain(seed.prompt);
    }
    expect(statuses).toEqual(Object.fromEntries(SENDERS.map((sender, index) => [sender, row.statuses[index]])));
  });
}

test('every other method does nothing at any of these addresses, for any sender', async () => {
  const seed = await askedAndShared();
  const routes = new Set(Object.keys(ROUTE_TABLE).map((name) => name.split(' ')[1] ?? ''));
  for (const route of routes) {
    for (const method of ROUTE_METHODS.filter((candidate) => !(`${candidate} ${route}` in ROUTE_TABLE))) {
      for (const sender of SENDERS) {
        const answered = await send({ method, path: pathOf(route, seed.segments), headers: HEADERS[sender] });
        expect([method, route, sender, answered.status]).toEqual([method, route, sender, 405]);
      }
    }
  }
});
