import 'server-only';
import { cookies, headers } from 'next/headers';
import type { NextRequest } from 'next/server';
import { clientAddress } from '@/lib/limits/client-address';
import { newId } from '@/lib/run/new-id';
import { openApp } from '@/lib/service/app';
import { ACCESS_COOKIE } from '@/lib/session/access-token';
import { CONNECTION_MS, type Connection, openConnection, sealConnection } from '@/lib/session/sealed-connection';
import { openKey, sealKey } from '@/lib/session/sealed-key';
import type { Session, VisitorSession } from '@/lib/session/session';
import { readVisitor, signVisitor } from '@/lib/session/visitor-token';
import { isHttps } from './site-url';

const VISITOR = 'abreast-visitor';
const KEY = 'abreast-key';
const CONNECTION = 'abreast-connect';
/** s; browsers keep cookies for 400 days at most. */
const VISITOR_KEPT_FOR_S = 400 * 24 * 3600;
/** s; then the key is forgotten. */
const KEY_KEPT_FOR_S = 90 * 24 * 3600;

type ReadCookie = (name: string) => string | undefined;
type HeadersLike = Pick<Headers, 'get'>;

/** @returns the session of the browser that opens a page. */
export async function pageSession(): Promise<Session> {
  const jar = await cookies();
  return openSession(await headers(), (name) => jar.get(name)?.value);
}

/** @returns the session of whoever sends a request. */
export async function requestSession(request: NextRequest): Promise<Session> {
  return openSession(request.headers, (name) => request.cookies.get(name)?.value);
}

async function openSession(headers: HeadersLike, read: ReadCookie): Promise<Session> {
  const { sessionSecrets, environment } = await openApp();
  const visitor = readVisitor(read(cookieName(VISITOR, headers)) ?? '', sessionSecrets);
  const sealed = read(cookieName(KEY, headers));
  const key = visitor === null || sealed === undefined ? null : await openKey(sealed, visitor, sessionSecrets);
  return { visitor, key, isNew: visitor === null, address: clientAddress(headers, environment.limits) };
}

/** Answers with a cookie, new or renewed, so that the browser is a visitor from now on. */
export async function answerVisitor(
  request: NextRequest,
  answer: (session: VisitorSession) => Promise<Response>,
): Promise<Response> {
  const session = await requestSession(request);
  const visitor = session.visitor ?? newId();
  const response = await answer({ ...session, visitor });
  await setVisitorCookie(request, response, visitor);
  return response;
}

/** Makes the browser a visitor, or renews that. */
export async function setVisitorCookie(request: NextRequest, response: Response, visitor = newId()): Promise<void> {
  const [secret = ''] = (await openApp()).sessionSecrets;
  setCookie(request, response, VISITOR, signVisitor(visitor, secret), VISITOR_KEPT_FOR_S);
}

/** Gives the browser a cookie with the visitor's provider key, which only this server can open. */
export async function setKeyCookie(
  request: NextRequest,
  response: Response,
  { visitor }: VisitorSession,
  key: string,
): Promise<void> {
  setCookie(request, response, KEY, await sealKey(key, visitor, (await openApp()).sessionSecrets), KEY_KEPT_FOR_S);
}

/** Remembers in the browser that its visitor is on the way to OpenRouter. */
export async function setConnectionCookie(
  request: NextRequest,
  response: Response,
  connection: Connection,
): Promise<void> {
  const sealed = await sealConnection(connection, (await openApp()).sessionSecrets);
  setCookie(request, response, CONNECTION, sealed, CONNECTION_MS / 1000);
}

/** @returns the connection that the visitor has begun; null without one, or when its time is over. */
export async function readConnection(request: NextRequest): Promise<Connection | null> {
  const { sessionSecrets, clock } = await openApp();
  const { visitor } = await requestSession(request);
  const sealed = request.cookies.get(cookieName(CONNECTION, request.headers))?.value;
  if (visitor === null || sealed === undefined) return null;
  return openConnection(sealed, visitor, sessionSecrets, clock.date().getTime());
}

export function clearConnectionCookie(request: NextRequest, response: Response): void {
  setCookie(request, response, CONNECTION, '', 0);
}

/** Lets the browser in from now on. */
export function setAccessCookie(request: NextRequest, response: Response, token: string): void {
  setCookie(request, response, ACCESS_COOKIE, token, VISITOR_KEPT_FOR_S);
}

/** The browser is nobody's any more. */
export function clearCookies(request: NextRequest, response: Response): void {
  for (const name of [VISITOR, KEY, CONNECTION]) setCookie(request, response, name, '', 0);
}

export function clearKeyCookie(request: NextRequest, response: Response): void {
  setCookie(request, response, KEY, '', 0);
}

function setCookie({ headers }: NextRequest, response: Response, name: string, value: string, maxAgeS: number): void {
  const secure = isHttps(headers) ? '; Secure' : '';
  const cookie = `${cookieName(name, headers)}=${value}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${secure}`;
  response.headers.append('Set-Cookie', cookie);
}

/** `__Host-` needs https; then no other host of the domain can set the cookie. */
function cookieName(name: string, headers: HeadersLike): string {
  return isHttps(headers) ? `__Host-${name}` : name;
}
