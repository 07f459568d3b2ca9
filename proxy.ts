import type { NextRequest } from 'next/server';
import { goneResponse } from './app/_site/gone-response';
import { abreast } from './lib/run/abreast';
import { Refusal } from './lib/run/refusal';
import { findWorkingShare } from './lib/run/view-share';

export const config = { matcher: '/s/:slug' };

/** Answers 410 for a link that was taken back: a page of React's can only say 200 or 404. */
export async function proxy(request: NextRequest): Promise<Response | undefined> {
  try {
    await findWorkingShare(await abreast(), decodeURIComponent(request.nextUrl.pathname.split('/')[2] ?? ''));
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === 'revoked') return goneResponse(error.problem.detail);
  }
  // Everything else is the page's to answer.
  return undefined;
}
