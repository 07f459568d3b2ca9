import type { IncomingMessage, ServerResponse } from 'node:http';
import { openApp } from '@/lib/service/app';

/** The pages that read the database, with the comparison that each one shows. */
const PAGE = /^\/+(?:[cs]\/+([^/?]+)\/*)?(?:\?|$)/;
/** After how many seconds somebody may look again. */
const RETRY_AFTER = 5;

/**
 * Gives a page the status 503 while the database that it reads cannot be used; the page says the rest. Next has no such
 * status for a page, but leaves one that stands there already.
 *
 * @returns null for what is no such page; else resolves when the status stands.
 */
export function markAway(request: IncomingMessage, response: ServerResponse): Promise<void> | null {
  const [page, id = ''] = PAGE.exec(request.url ?? '') ?? [];
  if (page === undefined) return null;
  return isReadable(id).then((readable) => {
    if (readable) return;
    response.statusCode = 503;
    response.setHeader('Retry-After', RETRY_AFTER);
  });
}

async function isReadable(comparison: string): Promise<boolean> {
  try {
    const app = await openApp();
    // One that the database has not taken yet is shown without it.
    return app.unsaved.has(comparison) || (await app.database.trouble()) === null;
  } catch {
    return false;
  }
}
