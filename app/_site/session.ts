import 'server-only';
import { cookies, headers } from 'next/headers';
import type { NextRequest } from 'next/server';
import { newId } from '@/lib/run/new-id';
import { openApp } from '@/lib/service/app';
import type { Session, VisitorSession } from '@/lib/session/session';
import { readVisitor, signVisitor } from '@/lib/session/visitor-token';
import { isHttps } from './site-url';

/** Over https no other site of the domain can set it: such a cookie binds the browser to this very host. */
const COOKIE_NAME = { https: '__Host-abreast-visitor', http: 'abreast-visitor' } as const;
/** s; browsers keep none longer than 400 days. */
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

/** Answers somebody who is a visitor from then on: the cookie is new, or renewed. */
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
