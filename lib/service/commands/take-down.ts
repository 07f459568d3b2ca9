import type { Report } from '@/lib/persistence/reports';
import type { App } from '../app';

/** Takes a link down, undoes that, or lists the links that readers have reported. @throws an Error, see `Command`. */
export async function takeDown(app: App, args: readonly string[]): Promise<string> {
  const isUndo = args.includes('--undo');
  const [link, ...more] = args.filter((arg) => arg !== '--undo');
  if (more.length > 0) throw new Error('Name one link at a time, by its slug or its address.');
  if (link === undefined) {
    if (isUndo) throw new Error('Say which link: npm run takedown -- --undo <slug>');
    return listReported(app);
  }
  const slug = slugIn(link);
  if (!(await app.persistence.takeDownShare(slug, !isUndo))) throw new Error(`There is no link with the slug ${slug}.`);
  const address = addressOf(app, slug);
  return isUndo
    ? `${address} works again, unless its author has revoked it or deleted its comparison.`
    : `${address} is taken down: it answers 410, and its author cannot restore it. To undo this: npm run takedown -- --undo ${slug}`;
}

/** Both `…/s/{slug}` and the slug alone. */
function slugIn(link: string): string {
  return /\/s\/([\w-]+)/.exec(link)?.[1] ?? link;
}

async function listReported(app: App): Promise<string> {
  const reports = await app.persistence.listReports();
  const slugs = [...new Set(reports.map(({ slug }) => slug))];
  if (slugs.length === 0) return 'No link has been reported.';
  const blocks = slugs.map((slug) =>
    describeLink(
      app,
      slug,
      reports.filter((report) => report.slug === slug),
    ),
  );
  return (await Promise.all(blocks)).join('\n\n');
}

async function describeLink(app: App, slug: string, reports: readonly Report[]): Promise<string> {
  const share = await app.persistence.findShare(slug);
  const state = share === null || share.deleted ? 'deleted' : share.revokedAt !== null ? 'revoked' : 'works';
  const takenDownAt = share?.takenDownAt ?? null;
  const heading = `${addressOf(app, slug)} (${takenDownAt === null ? state : `taken down ${takenDownAt}`})`;
  return [heading, ...reports.map(({ createdAt, reason }) => `  ${createdAt}  ${printable(reason)}`)].join('\n');
}

function addressOf({ environment }: App, slug: string): string {
  return `${environment.siteUrl ?? ''}/s/${slug}`;
}

/** On one line, and without the characters that would command the terminal or turn the text around. */
function printable(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
}
