import type { IncomingMessage, ServerResponse } from 'node:http';
import { NextRequest } from 'next/server';
import { PLAIN_PAGE_HEADERS, plainHtml } from '@/app/_site/plain-page';
import { requestSession } from '@/app/_site/session';
import { isDatabaseAway } from '@/lib/persistence/database-away';
import { openApp } from '@/lib/service/app';
import { isAnothers } from '@/lib/service/require-own';
import { setAway } from './mark-away';
import { setSecurityHeaders } from './security-headers';

/** The page of a comparison, with its id. */
const PAGE = /^\/+c\/+([^/?]+)\/*(?:\?|$)/;

/**
 * Refuses the page of another visitor's comparison with a 404 in its own words. Next has one page for each 404, which knows
 * nothing of the request and is blank without script.
 *
 * @returns whether it has answered.
 */
export async function refuseAnothers(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const [, id] = PAGE.exec(request.url ?? '') ?? [];
  if (id === undefined) return false;
  try {
    if (!(await belongsToAnother(request, decodeURIComponent(id)))) return false;
  } catch (error) {
    if (isDatabaseAway(error)) setAway(response);
    // The page explains it, and a broken escape is refused by the proxy.
    return false;
  }
  setSecurityHeaders(request, response);
  response.writeHead(404, PLAIN_PAGE_HEADERS);
  response.end(page());
  return true;
}

async function belongsToAnother({ headers }: IncomingMessage, id: string): Promise<boolean> {
  const app = await openApp();
  // Node has joined the values of each name, Set-Cookie apart, which no request has.
  const request = new NextRequest('http://host', { headers: headers as Record<string, string> });
  const checking = isAnothers(app, await requestSession(request), id);
  // An unsaved comparison is in memory.
  return app.unsaved.has(id) ? checking : app.database.during(checking);
}

function page(): string {
  return plainHtml({
    title: 'Not yours',
    heading: 'This comparison belongs to another browser.',
    body: `<p>Ask its owner for a link made with Share. If it is your own, this browser has lost its cookie.</p>
<a href="/">Start a new comparison</a>`,
  });
}
