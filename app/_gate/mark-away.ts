import type { IncomingMessage, ServerResponse } from 'node:http';
import { openApp } from '@/lib/service/app';

/** The pages that read the database, with the id of the comparison. */
const PAGE = /^\/+(?:[cs]\/+([^/?]+)\/*|board\/*)?(?:\?|$)/;
/** s. */
const RETRY_AFTER = 5;

/**
 * Gives a page the status 503 while its database cannot be used; the page explains it. Next cannot set this status for a
 * page, but keeps one that is already set.
 *
 * @returns null for any other address; else resolves with whether it cannot be used.
 */
export function markAway(request: IncomingMessage, response: ServerResponse): Promise<boolean> | null {
  const [page, id = ''] = PAGE.exec(request.url ?? '') ?? [];
  if (page === undefined) return null;
  return isReadable(id).then((readable) => {
    if (!readable) setAway(response);
    return !readable;
  });
}

/** Sets the status, and when to come back. */
export function setAway(response: ServerResponse): void {
  response.statusCode = 503;
  response.setHeader('Retry-After', RETRY_AFTER);
}

async function isReadable(comparison: string): Promise<boolean> {
  try {
    const app = await openApp();
    // An unsaved comparison is in memory.
    return app.unsaved.has(comparison) || (await app.database.trouble()) === null;
  } catch {
    return false;
  }
}
