import { type NextRequest, NextResponse } from 'next/server';
import { plainPage } from './app/_site/plain-page';
import { requestSession } from './app/_site/session';
import { problemResponse } from './app/api/_http/problem-response';
import { isDatabaseAway } from './lib/persistence/database-away';
import { openApp } from './lib/service/app';
import { findWorkingShare } from './lib/service/load-share';
import { Refusal } from './lib/service/refusal';
import { isAnothers } from './lib/service/require-own';

/** Links and comparisons; and addresses with an escape in them, which may be broken. */
export const config = { matcher: ['/s/:slug', '/c/:id', '/(.*%.*)'] };

/**
 * Answers what no page of Next's can: 410 for a revoked link, 400 for a broken address, and a 404 of its
 * own for a comparison that belongs to another browser.
 */
export async function proxy(request: NextRequest): Promise<Response | undefined> {
  const { pathname } = request.nextUrl;
  const path = decoded(pathname);
  if (path === null) return brokenAddress(pathname);
  const slug = /^\/s\/([^/]+)$/.exec(path)?.[1];
  const id = /^\/c\/([^/]+)$/.exec(path)?.[1];
  try {
    if (slug !== undefined) {
      const app = await openApp();
      await app.database.during(findWorkingShare(app, slug));
    }
    if (id !== undefined) {
      const app = await openApp();
      const asked = isAnothers(app, await requestSession(request), id);
      // One that the database has not taken yet is known without it.
      if (await (app.unsaved.has(id) ? asked : app.database.during(asked))) return anothers();
    }
  } catch (error) {
    // The page says so; without this it would have the status 200.
    if (isDatabaseAway(error)) return NextResponse.next({ status: 503, headers: { 'Retry-After': '5' } });
    if (error instanceof Refusal && error.problem.code === 'revoked') return takenBack(error.problem.detail);
  }
  // Everything else is the page's to answer.
  return undefined;
}

/** @returns null where an escape stands for no character. */
function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function brokenAddress(pathname: string): Response {
  const why = 'It has a broken escape (%). Compare it with the one you were given.';
  if (pathname.startsWith('/api/')) return problemResponse({ status: 400, code: 'malformed', detail: why });
  return plainPage({ status: 400, title: 'Broken address', heading: 'This address is not valid.', why });
}

function anothers(): Response {
  return plainPage({
    status: 404,
    title: 'Not yours',
    heading: 'This comparison belongs to another browser.',
    why: 'Ask its owner for a link made with Share. If it is your own, this browser has lost its cookie.',
  });
}

function takenBack(why: string): Response {
  return plainPage({
    status: 410,
    title: 'No longer shared',
    heading: 'This comparison is no longer shared.',
    why,
  });
}
