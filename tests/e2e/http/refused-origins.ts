import { APP_ORIGIN, APP_PORT } from '../support/app';
import { retryRequest } from '../support/run-requests';
import { good, post, type Row } from './refused-requests';

const FOREIGN: [name: string, headers: Record<string, string>][] = [
  ['a foreign origin', { origin: 'https://evil.example' }],
  ['an opaque origin', { origin: 'null' }],
  ['an origin that is no address', { origin: 'evil' }],
  ['another port of the same host', { origin: `http://127.0.0.1:${APP_PORT + 1}` }],
  ['localhost, which is another host', { origin: `http://localhost:${APP_PORT}` }],
  ['a host that begins like ours', { origin: `${APP_ORIGIN}.evil.example` }],
  ['a foreign origin that says same-origin', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
  ['a foreign origin that forwards itself', { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }],
  ['another site without an origin', { 'sec-fetch-site': 'cross-site' }],
  ['a sibling site without an origin', { 'sec-fetch-site': 'same-site' }],
];

const CHANGING: [name: string, outgoing: Row['outgoing']][] = [
  ['POST /api/compare', () => post(good({}))],
  ['DELETE of a run', ({ busy }) => ({ method: 'DELETE', path: `/api/runs/${busy.run}` })],
  ['DELETE of a lane', ({ busy }) => ({ method: 'DELETE', path: `/api/runs/${busy.run}/lanes/B` })],
  ['a retry', ({ busy }) => retryRequest(busy.run, 'A')],
];

export const FROM_ELSEWHERE: Row[] = CHANGING.flatMap(([what, outgoing]) =>
  FOREIGN.map(([where, headers]) => ({
    title: `${what} from ${where}`,
    outgoing: (all) => {
      const own = outgoing(all);
      return { ...own, headers: { ...own.headers, ...headers } };
    },
    status: 403,
    code: 'forbidden-origin',
  })),
);
