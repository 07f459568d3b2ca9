import { cookieOf } from '../support/app';
import type { Outgoing } from '../support/open-request';
import { retryRequest } from '../support/run-requests';
import { NO_SLUG } from './refused-methods';
import { JSON_TYPE, PROMPT, type Row, type Seeds } from './refused-requests';

/** Someone with a good cookie who owns nothing in the tests. */
const STRANGER = { cookie: cookieOf('a-stranger') };
/** Someone whose cookie was made up. */
const FORGER = { cookie: 'abreast-visitor=the-visitor.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' };

function change(title: string, body: unknown, ...paths: string[]): Row {
  const outgoing = ({ idle }: Seeds) => send('PATCH', `/api/comparisons/${idle.comparison}`, body);
  return { title, outgoing, status: 400, code: 'invalid', paths };
}

function share(title: string, body: unknown, ...paths: string[]): Row {
  const outgoing = ({ idle }: Seeds) => send('POST', `/api/comparisons/${idle.comparison}/share`, body);
  return { title, outgoing, status: 400, code: 'invalid', paths };
}

function list(title: string, query: string, path: string, route = '/api/comparisons'): Row {
  return {
    title,
    outgoing: () => ({ path: `${route}?${query}` }),
    status: 400,
    code: 'invalid',
    paths: [path],
  };
}

function send(method: string, path: string, body?: unknown): Outgoing {
  return body === undefined ? { method, path } : { method, path, headers: JSON_TYPE, body: JSON.stringify(body) };
}

/** Everything that can be done with a comparison and its runs, idle and busy. */
const DEEDS: [string, (seeds: Seeds) => Outgoing][] = [
  ['reading', ({ idle }) => send('GET', `/api/comparisons/${idle.comparison}`)],
  ['exporting', ({ idle }) => send('GET', `/api/comparisons/${idle.comparison}/export`)],
  ['renaming', ({ idle }) => send('PATCH', `/api/comparisons/${idle.comparison}`, { title: 'Mine' })],
  ['restoring', ({ idle }) => send('PATCH', `/api/comparisons/${idle.comparison}`, { deleted: false })],
  ['deleting', ({ busy }) => send('DELETE', `/api/comparisons/${busy.comparison}`)],
  ['sharing', ({ idle }) => send('POST', `/api/comparisons/${idle.comparison}/share`, {})],
  ['listing the links of', ({ idle }) => send('GET', `/api/comparisons/${idle.comparison}/share`)],
  ['revoking the links of', ({ idle }) => send('DELETE', `/api/comparisons/${idle.comparison}/share`)],
  ['following up', ({ idle }) => send('POST', '/api/compare', { comparison: idle.comparison, prompt: PROMPT })],
  ['following the run of', ({ busy }) => send('GET', `/api/runs/${busy.run}/events`)],
  ['stopping the run of', ({ busy }) => send('DELETE', `/api/runs/${busy.run}`)],
  ['stopping a lane of', ({ busy }) => send('DELETE', `/api/runs/${busy.run}/lanes/B`)],
  ['retrying a lane of', ({ idle }) => retryRequest(idle.run, 'A')],
];

const OF_ANOTHER: Row[] = DEEDS.flatMap(([deed, outgoing]) =>
  Object.entries({ 'another visitor': STRANGER, 'a forged cookie': FORGER, 'nobody known': { cookie: '' } }).map(
    ([who, cookie]): Row => ({
      title: `${deed} a comparison by ${who}`,
      outgoing: (seeds) => {
        const own = outgoing(seeds);
        return { ...own, headers: { ...own.headers, ...cookie } };
      },
      status: 404,
      code: 'not-found',
    }),
  ),
);

const LONG = 'x'.repeat(201);

export const REFUSED_CHANGES: Row[] = [
  ...OF_ANOTHER,
  change('a title of 201 characters', { title: LONG }, 'title'),
  change('a title of spaces', { title: '   ' }, 'title'),
  change('a title that is a number', { title: 7 }, 'title'),
  change('deleting by a change', { deleted: true }, 'deleted'),
  change('restoring and renaming at once', { deleted: false, title: 'Tides' }, 'deleted'),
  change('a selected attempt without its lane', { selected: { turn: 1, attempt: 1 } }, 'selected.lane'),
  change('attempt 0 selected', { selected: { turn: 1, lane: 'A', attempt: 0 } }, 'selected.attempt'),
  change('a change of something else', { prompt: PROMPT }, 'prompt'),
  change('a change that is a list', [], ''),
  share('sharing with an unknown field', { everything: true }, 'everything'),
  share('sharing with an index that is no yes or no', { indexed: 'yes' }, 'indexed'),
  share('sharing as a poll where the names are known', { poll: {} }, 'poll'),
  share('sharing as a poll that closes some day', { poll: { closesAt: 'some day' } }, 'poll.closesAt'),
  list('a page of no comparisons', 'limit=0', 'limit'),
  list('a page of 101 comparisons', 'limit=101', 'limit'),
  list('a page that begins nowhere', 'before=there', 'before'),
  list('a search longer than any', `search=${LONG}`, 'search'),
  list('a board of all ballots together', 'of=all', 'of', '/api/board'),
  list('a board by two kinds of task', 'tag=code&tag=prose', 'tag', '/api/board'),
  list('a board with an unknown filter', 'judge=1', 'judge', '/api/board'),
  {
    title: 'an attempt on view that was never made',
    outgoing: ({ idle }) =>
      send('PATCH', `/api/comparisons/${idle.comparison}`, { selected: { turn: 1, lane: 'A', attempt: 2 } }),
    status: 404,
    code: 'not-found',
    paths: ['selected'],
  },
  {
    title: 'restoring a link that was never made',
    outgoing: ({ idle }) => send('POST', `/api/comparisons/${idle.comparison}/share`, { slug: NO_SLUG }),
    status: 404,
    code: 'not-found',
  },
  {
    title: 'revoking a link that was never made',
    outgoing: ({ idle }) => send('DELETE', `/api/comparisons/${idle.comparison}/share?slug=${NO_SLUG}`),
    status: 404,
    code: 'not-found',
  },
  {
    title: 'an address with a broken escape',
    outgoing: () => send('GET', '/api/comparisons/%zz'),
    status: 400,
    code: 'malformed',
  },
  {
    title: 'exporting what an unknown link shows',
    outgoing: () => send('GET', `/s/${NO_SLUG}/export`),
    status: 404,
    code: 'not-found',
  },
  {
    title: 'following a run by an unknown link',
    outgoing: ({ busy }) => send('GET', `/s/${NO_SLUG}/runs/${busy.run}/events`),
    status: 404,
    code: 'not-found',
  },
];
