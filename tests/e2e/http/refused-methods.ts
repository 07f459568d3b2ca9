import { good, JSON_TYPE, type Row, type Seeds } from './refused-requests';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** A slug as links have them, of none. */
export const NO_SLUG = 'AAAAAAAAAAAAAAAAAAAAAA';

export const ROUTES: { allow: string; path(seeds: Seeds): string; name: string }[] = [
  { name: '/api/compare', allow: 'POST', path: () => '/api/compare' },
  { name: '/api/comparisons', allow: 'GET', path: () => '/api/comparisons' },
  {
    name: '/api/comparisons/{id}',
    allow: 'GET, PATCH, DELETE',
    path: ({ idle }) => `/api/comparisons/${idle.comparison}`,
  },
  {
    name: '/api/comparisons/{id}/share',
    allow: 'GET, POST, PATCH, DELETE',
    path: ({ idle }) => `/api/comparisons/${idle.comparison}/share`,
  },
  {
    name: '/api/comparisons/{id}/export',
    allow: 'GET',
    path: ({ idle }) => `/api/comparisons/${idle.comparison}/export`,
  },
  { name: '/api/models', allow: 'GET', path: () => '/api/models' },
  { name: '/api/health', allow: 'GET', path: () => '/api/health' },
  { name: '/api/health/stream', allow: 'GET', path: () => '/api/health/stream' },
  { name: '/api/runs/{run}', allow: 'DELETE', path: ({ busy }) => `/api/runs/${busy.run}` },
  { name: '/api/runs/{run}/events', allow: 'GET', path: ({ busy }) => `/api/runs/${busy.run}/events` },
  { name: '/api/runs/{run}/lanes/{lane}', allow: 'DELETE', path: ({ busy }) => `/api/runs/${busy.run}/lanes/B` },
  {
    name: '/api/runs/{run}/retry',
    allow: 'POST',
    path: ({ busy }) => `/api/runs/${busy.run}/retry`,
  },
  { name: '/s/{slug}/export', allow: 'GET', path: () => `/s/${NO_SLUG}/export` },
  { name: '/s/{slug}/runs/{run}/events', allow: 'GET', path: ({ busy }) => `/s/${NO_SLUG}/runs/${busy.run}/events` },
];

export const WRONG_METHODS: Row[] = ROUTES.flatMap(({ name, allow, path }) =>
  METHODS.filter((method) => !allow.split(', ').includes(method)).map((method) => ({
    title: `${method} ${name}`,
    outgoing: (all) => ({
      method,
      path: path(all),
      ...(method === 'GET' ? {} : { headers: JSON_TYPE, body: JSON.stringify(good({})) }),
    }),
    status: 405,
    code: 'method-not-allowed',
    allow,
  })),
);
