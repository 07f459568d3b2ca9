export const ROUTE_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Who sends a request: each time the same one. */
export const SENDERS = [
  'its owner',
  'another visitor',
  'somebody without a cookie',
  'a page of another origin',
] as const;

/** The status for each of {@link SENDERS}, in their order. A page of another origin comes with the owner's cookie. */
type Statuses = readonly [owner: number, another: number, cookieless: number, foreign: number];

export interface RouteRow {
  statuses: Statuses;
  /** Sent as JSON, its brackets filled in too. */
  body?: unknown;
  query?: string;
  /** It takes all that the sender has: each sends it as a visitor of its own, who has nothing. */
  isEverything?: boolean;
  /** Whether pages of other origins may show it, as a picture. */
  isEmbeddable?: boolean;
}

/** Anybody may, from anywhere: it shows nothing of a visitor's own and changes nothing. */
const PUBLIC: RouteRow = { statuses: [200, 200, 200, 200] };
/** Each visitor gets, or changes, what is their own; a browser shows the response to no other origin. */
const ONES_OWN: RouteRow = PUBLIC;
/** For its owner alone; to all others it does not exist. A page of another origin cannot read the response. */
const OWNERS: RouteRow = { statuses: [200, 404, 404, 200] };
/** The same, and a page of another origin is refused. */
const OWNERS_CHANGE: RouteRow = { statuses: [200, 404, 404, 403] };
const OWNERS_END: RouteRow = { statuses: [204, 404, 404, 403] };
const NOT_THERE: RouteRow = { statuses: [404, 404, 404, 404] };
const NOT_THERE_CHANGE: RouteRow = { statuses: [404, 404, 404, 403] };

const QUESTION = { prompt: 'Why is there a table?', models: ['test/words-3'] };

/**
 * Every method of every route and page, by the folder that holds it. A new route needs a row here:
 * `tests/structure/routes.test.ts` says which, and `tests/e2e/http/route-table.spec.ts` sends it. A segment in brackets is
 * filled in from a comparison that has just been asked and shared.
 */
export const ROUTE_TABLE: Readonly<Record<string, RouteRow>> = {
  'GET /': PUBLIC,
  'GET /board': ONES_OWN,
  'GET /check': PUBLIC,
  'GET /privacy': PUBLIC,
  'GET /c/[id]': OWNERS,
  'GET /s/[slug]': PUBLIC,
  'GET /opengraph-image': { ...PUBLIC, isEmbeddable: true },
  'GET /s/[slug]/opengraph-image': { ...PUBLIC, isEmbeddable: true },
  'GET /s/[slug]/export': PUBLIC,
  'GET /s/[slug]/runs/[run]/events': PUBLIC,
  'GET /s/[slug]/turns/[turn]/lanes/[lane]/[attempt]': PUBLIC,
  // The link of the table is no poll.
  'POST /s/[slug]/turns/[turn]/ballot': { ...NOT_THERE_CHANGE, body: { best: ['A'] } },
  'POST /s/[slug]/report': { statuses: [204, 204, 204, 403], body: { reason: 'There is a table.' } },

  'POST /api/compare': { statuses: [200, 200, 200, 403], body: QUESTION },
  'GET /api/runs/[run]/events': OWNERS,
  'POST /api/runs/[run]/retry': { ...OWNERS_CHANGE, body: { lanes: ['A'] } },
  'DELETE /api/runs/[run]': OWNERS_END,
  'DELETE /api/runs/[run]/lanes/[lane]': OWNERS_END,

  'GET /api/comparisons': ONES_OWN,
  'GET /api/comparisons/[id]': OWNERS,
  'PATCH /api/comparisons/[id]': { ...OWNERS_END, body: { title: 'A table' } },
  'DELETE /api/comparisons/[id]': OWNERS_END,
  'GET /api/comparisons/[id]/export': OWNERS,
  'GET /api/comparisons/[id]/turns/[turn]/lanes/[lane]/[attempt]': OWNERS,
  // A comparison of one lane has nothing to choose between.
  'POST /api/comparisons/[id]/turns/[turn]/ballot': { statuses: [400, 404, 404, 403], body: { best: ['A'] } },
  'DELETE /api/comparisons/[id]/turns/[turn]/ballot': OWNERS_CHANGE,
  'GET /api/comparisons/[id]/share': OWNERS,
  'POST /api/comparisons/[id]/share': { ...OWNERS_CHANGE, body: {} },
  'PATCH /api/comparisons/[id]/share': { ...OWNERS_CHANGE, body: { slug: '[slug]', withBallots: true } },
  'DELETE /api/comparisons/[id]/share': OWNERS_END,

  'GET /api/key': ONES_OWN,
  'POST /api/key': { statuses: [200, 200, 200, 403], body: { key: 'sk-or-v1-of-the-route-table' } },
  'DELETE /api/key': { statuses: [200, 200, 200, 403] },
  'POST /api/key/connect': { statuses: [200, 200, 200, 403], body: {} },
  'GET /api/key/callback/[state]': { statuses: [303, 303, 303, 303] },

  'POST /api/access': { statuses: [204, 204, 204, 403], body: { password: 'of a server without one' } },
  'DELETE /api/visitor': { statuses: [204, 204, 204, 403], isEverything: true },

  'GET /api/models': PUBLIC,
  'GET /api/speedometer': ONES_OWN,
  'GET /api/board': ONES_OWN,
  'GET /api/health': PUBLIC,
  'GET /api/health/stream': PUBLIC,

  'GET /api/[[...path]]': NOT_THERE,
  'POST /api/[[...path]]': NOT_THERE_CHANGE,
  'PUT /api/[[...path]]': NOT_THERE_CHANGE,
  'PATCH /api/[[...path]]': NOT_THERE_CHANGE,
  'DELETE /api/[[...path]]': NOT_THERE_CHANGE,
};

/** Fills the segments in brackets in. @param segments by their names. */
export function pathOf(route: string, segments: Readonly<Record<string, string>>): string {
  return route.replaceAll(/\[{1,2}(?:\.{3})?(\w+)\]{1,2}/g, (_, name: string) => segments[name] ?? `unknown-${name}`);
}
