import { type NextRequest, NextResponse } from 'next/server';
import { newPagePolicy } from './app/_gate/content-policy';
import { noteProxy } from './app/_gate/proxy-process';
import { accessRefusal } from './app/_gate/require-access';
import { plainPage } from './app/_site/plain-page';
import { requestSession, setVisitorCookie } from './app/_site/session';
import { problemResponse } from './app/api/_http/problem-response';
import { isDatabaseAway } from './lib/persistence/database-away';
import { openApp } from './lib/service/app';
import { findWorkingShare } from './lib/service/load-share';
import { takesBallots } from './lib/service/polls';
import { Refusal } from './lib/service/refusal';

noteProxy();

/**
 * Links, addresses with an escape, which may be broken, and all pages that have not passed the gate, which gives a page its
 * policy: on Vercel a request may come before the gate stands.
 */
export const config = {
  matcher: [
    '/s/:slug',
    '/(.*%.*)',
    { source: '/', missing: [{ type: 'header', key: 'content-security-policy' }] },
    { source: '/c/:id', missing: [{ type: 'header', key: 'content-security-policy' }] },
    { source: '/(board|check|privacy)', missing: [{ type: 'header', key: 'content-security-policy' }] },
  ],
};

/**
 * Answers with statuses that a page of Next cannot have: 410 for a link that was revoked or taken down, 400 for a broken
 * address. Gives the readers of an open poll the cookie that a page of Next cannot set.
 */
export async function proxy(request: NextRequest): Promise<Response | undefined> {
  const closed = accessRefusal(request.url, request.headers);
  if (closed) return new Response(closed.body, { status: 401, headers: closed.headers });
  const { pathname } = request.nextUrl;
  const path = decoded(pathname);
  if (path === null) return brokenAddress(pathname);
  const slug = /^\/s\/([^/]+)$/.exec(path)?.[1];
  let isVoterNew = false;
  try {
    if (slug !== undefined) {
      const app = await openApp();
      const { poll } = await app.database.during(findWorkingShare(app, slug));
      isVoterNew = poll !== null && takesBallots(poll, app.clock) && (await requestSession(request)).visitor === null;
    }
  } catch (error) {
    // The page explains it; without this its status would be 200.
    if (isDatabaseAway(error)) return NextResponse.next({ status: 503, headers: { 'Retry-After': '5' } });
    if (error instanceof Refusal && error.problem.status === 410) return ended(error.problem.detail);
  }
  // The page answers everything else.
  const response = process.env.VERCEL ? withPolicy(request) : isVoterNew ? NextResponse.next() : undefined;
  if (response && isVoterNew) await setVisitorCookie(request, response);
  return response;
}

/** Gives the page its policy, on the request too, where Next reads the nonce from. */
function withPolicy(request: NextRequest): Response {
  const policy = request.headers.get('content-security-policy') ?? newPagePolicy();
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** @returns null if an escape is invalid. */
function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function brokenAddress(pathname: string): Response {
  const reason = 'It has a broken escape (%). Compare it with the one you were given.';
  if (pathname.startsWith('/api/')) return problemResponse({ status: 400, code: 'malformed', detail: reason });
  return plainPage({ status: 400, title: 'Broken address', heading: 'This address is not valid.', reason });
}

function ended(reason: string): Response {
  return plainPage({
    status: 410,
    title: 'No longer shared',
    heading: 'This comparison is no longer shared.',
    reason,
  });
}
