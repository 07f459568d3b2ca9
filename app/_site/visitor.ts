import 'server-only';
import { cookies, headers } from 'next/headers';
import type { NextRequest } from 'next/server';
import { newId } from '@/lib/run/new-id';
import { openApp } from '@/lib/service/app';
import { readVisitor, signVisitor } from '@/lib/session/visitor-token';
import { isHttps } from './site-url';

/** Over https no other site of the domain can set it: such a cookie binds the browser to this very host. */
const COOKIE_NAME = { https: '__Host-abreast-visitor', http: 'abreast-visitor' } as const;
/** s; browsers keep none longer than 400 days. */
const KEPT_FOR_S = 400 * 24 * 3600;

/** @returns who asks for a page, null for somebody who has never asked a model anything. */
export async function pageVisitor(): Promise<string | null> {
  const token = (await cookies()).get(cookieName(await headers()))?.value ?? '';
  return readVisitor(token, (await openApp()).sessionSecret);
}

/** @returns who sends a request, null for somebody new. */
export async function requestVisitor(request: NextRequest): Promise<string | null> {
  const token = request.cookies.get(cookieName(request.headers))?.value ?? '';
  return readVisitor(token, (await openApp()).sessionSecret);
}

/** Answers somebody who is known from then on: the cookie is new, or good for another while. */
export async function answerVisitor(
  request: NextRequest,
  answer: (visitor: string) => Promise<Response>,
): Promise<Response> {
  const visitor = (await requestVisitor(request)) ?? newId();
  const response = await answer(visitor);
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
