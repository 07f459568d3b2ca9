import type { NextRequest } from 'next/server';
import * as z from 'zod/mini';
import { passwordPage } from '@/app/_gate/require-access';
import { PLAIN_PAGE_HEADERS } from '@/app/_site/plain-page';
import { requestSession, setAccessCookie } from '@/app/_site/session';
import { countRequest } from '@/lib/service/admit';
import { openApp } from '@/lib/service/app';
import { Refusal } from '@/lib/service/refusal';
import { accessToken, isSame } from '@/lib/session/access-token';
import { isForm, readBody, readForm } from '../_http/read-body';
import { route } from '../_http/route';

export const maxDuration = 300;

const accessRequestSchema = z.strictObject({
  password: z
    .string('must be the password of this server')
    .check(z.maxLength(1000, 'is longer than any password of a server')),
});

/** Guesses of a browser in a minute, and of an address. */
const GUESSES = 10;
const WRONG = 'This is not the password of this server.';

/** Takes the server's password: as JSON, or from the form of the page that asks for it. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async POST(request) {
    const form = isForm(request) ? await readForm(request) : null;
    const password = form ? (form.get('password') ?? '') : (await readBody(request, accessRequestSchema)).password;
    const next = pathIn(form?.get('next') ?? '/');
    try {
      await requirePassword(request, password);
    } catch (error) {
      if (!form || !(error instanceof Refusal)) throw error;
      const { problem, retryAfter } = error;
      return new Response(passwordPage(next, problem.detail), {
        status: problem.status,
        headers: { ...PLAIN_PAGE_HEADERS, ...(retryAfter === null ? {} : { 'Retry-After': String(retryAfter) }) },
      });
    }
    const response = new Response(null, form ? { status: 303, headers: { Location: next } } : { status: 204 });
    const { environment } = await openApp();
    if (environment.accessPassword !== null)
      setAccessCookie(request, response, accessToken(environment.accessPassword));
    return response;
  },
});

/** @throws Refusal when it is wrong, or was guessed too often. */
async function requirePassword(request: NextRequest, password: string): Promise<void> {
  const app = await openApp();
  await countRequest(app, await requestSession(request), { name: 'passwords', limit: GUESSES });
  const { accessPassword } = app.environment;
  if (accessPassword === null || isSame(password, accessPassword)) return;
  throw new Refusal('wrong-password', WRONG, [{ path: 'password', message: 'is not the password of this server' }]);
}

/** @returns a path of this server, and never the address of another one. */
function pathIn(text: string): string {
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,2000}$/.test(text) ? text : '/';
}
