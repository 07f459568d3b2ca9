import { describe, expect, test } from 'vitest';
import { ROUTE_METHODS, ROUTE_TABLE } from '../e2e/support/route-table';
import { readSources, type Source } from './source';

/** A file that Next gives an address. A folder that begins with `_` has none. */
const ADDRESSED = /^app(?!.*\/_)(\/.*)?\/(route|page|opengraph-image)\.tsx?$/;
const METHODS = ROUTE_METHODS.join('|');
/** A method among those given to `route({ … })`. */
const HANDLED = new RegExp(`^ {2}(?:async )?(${METHODS})\\b`, 'gm');
/** A method that Next would call without the checks of `route`. */
const UNCHECKED = new RegExp(`^export (?:async )?(?:function|const|let|var) (${METHODS})\\b`, 'm');

/** @returns what a file answers, as the table names it: `GET /c/[id]`. */
function routesOf({ path, text }: Source): string[] {
  const [, folder = '', kind] = ADDRESSED.exec(path) ?? [];
  if (kind === undefined) return [];
  if (kind !== 'route') return [`GET ${kind === 'page' ? folder || '/' : `${folder}/${kind}`}`];
  return [...text.matchAll(HANDLED)].map(([, method]) => `${method} ${folder}`);
}

function isRouteFile({ path }: Source): boolean {
  return ADDRESSED.exec(path)?.[2] === 'route';
}

const sources = readSources(['app']);

describe('the routes and pages', () => {
  test('are all in the table of tests/e2e/support/route-table.ts, with each of their methods, and nothing else is', () => {
    const routes = sources.flatMap(routesOf);
    expect(routes.length).toBeGreaterThan(25);
    expect(Object.keys(ROUTE_TABLE).toSorted()).toEqual(routes.toSorted());
  });

  test('answer through `route`, which refuses other origins and other methods', () => {
    const handlers = sources.filter(isRouteFile);
    const faults = handlers.filter((source) => UNCHECKED.test(source.text) || routesOf(source).length === 0);
    expect(faults.map(({ path }) => path)).toEqual([]);
  });

  test('that change something refuse a page of another origin', () => {
    const open = Object.entries(ROUTE_TABLE).filter(
      ([name, { statuses }]) => !name.startsWith('GET ') && statuses[3] !== 403,
    );
    expect(open).toEqual([]);
  });
});

describe('the check of them', () => {
  const text = 'export const { GET, POST } = route<{ id: string }>({\n  async GET() {},\n  POST: post,\n});\n';

  test.each([
    ['app/page.tsx', ['GET /']],
    ['app/c/[id]/page.tsx', ['GET /c/[id]']],
    ['app/s/[slug]/opengraph-image.tsx', ['GET /s/[slug]/opengraph-image']],
    ['app/api/x/[id]/route.ts', ['GET /api/x/[id]', 'POST /api/x/[id]']],
    ['app/api/_http/route.ts', []],
    ['app/layout.tsx', []],
  ])('knows what %s answers', (path, routes) => {
    expect(routesOf({ path, text })).toEqual(routes);
  });

  test('finds a method that goes around `route`', () => {
    expect(UNCHECKED.test('export async function GET() {}')).toBe(true);
    expect(UNCHECKED.test(text)).toBe(false);
    expect(UNCHECKED.test('export const OPTIONS = GET;')).toBe(false);
  });
});
