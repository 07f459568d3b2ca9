import 'server-only';
import { cookies, headers } from 'next/headers';
import type { NextRequest } from 'next/server';
import { newId } from '@/lib/run/new-id';
import { openApp } from '@/lib/service/app';
import type { Session, VisitorSession } from '@/lib/session/session';
import { readVisitor, signVisitor } from '@/lib/session/visitor-token';
import { isHttps } from './site-url';

/** `__Host-` needs https; then no other host of the domain can set the cookie. */
const COOKIE_NAME = { https: '__Host-abreast-visitor', http: 'abreast-visitor' } as const;
/** s; browsers keep cookies for 400 days at most. */
const KEPT_FOR_S = 400 * 24 * 3600;

/** @returns the session of the browser that opens a page. */
export async function pageSession(): Promise<Session> {
  return openSession((await cookies()).get(cookieName(await headers()))?.value);
}

/** @returns the session of whoever sends a request. */
export async function requestSession(request: NextRequest): Promise<Session> {
  return openSession(request.cookies.get(cookieName(request.headers))?.value);
}

async function openSession(token = ''): Promise<Session> {
  return { visitor: readVisitor(token, (await openApp()).sessionSecret) };
}

/** Answers with a cookie, new or renewed, so that the browser is a visitor from now on. */
export async function answerVisitor(
  request: NextRequest,
  answer: (session: VisitorSession) => Promise<Response>,
): Promise<Response> {
  const session = await requestSession(request);
  const visitor = session.visitor ?? newId();
  const response = await answer({ ...session, visitor });
  response.headers.append('Set-Cookie', cookieOf(signVisitor(visitor, (await openApp()).sessionSecret), request));
  return response;
}

function cookieOf(token: string, { headers }: NextRequest): string {
  const secure = isHttps(headers) ? '; Secure' : '';
  return `${cookieName(headers)}=${token}; Path=/; Max-Age=${KEPT_FOR_S}; HttpOnly; SameSite=Lax${secure}`;
}

function cookieName(headers: Pick<Headers, 'get'>): string {
  return COOKIE_NAME[isHttps(headers) ? 'https' : 'http'];
}
