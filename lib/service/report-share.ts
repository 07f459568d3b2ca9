import type { ReportRequest } from '@/lib/protocol/report';
import { newId } from '../run/new-id';
import type { App } from './app';
import { findWorkingShare } from './load-share';

/**
 * Stores what a reader reports of a link, for the owner of the server, and says in the server's log that there is a report.
 * Beyond a number of reports of one link, further ones are accepted and discarded, and the log does not grow either.
 *
 * @throws Refusal: `not-found` for an unknown slug, `revoked` for a link that shows nothing any more.
 */
export async function reportShare(app: App, slug: string, { reason }: ReportRequest): Promise<void> {
  await findWorkingShare(app, slug);
  if (!(await app.persistence.addReport({ id: newId(), slug, reason }))) return;
  const line: ReportLine = { event: 'report', slug };
  app.writeLine(JSON.stringify(line));
}

/** A line of the server's log. It has no reason, since the log holds no text of people. */
interface ReportLine {
  event: 'report';
  slug: string;
}
