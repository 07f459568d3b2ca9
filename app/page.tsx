import type { Metadata } from 'next';
import { ClosedPage, isClosed } from '@/app/_site/closed-page';
import { Workspace } from '@/components/workspace/workspace';
import { WorkspaceRoot } from '@/components/workspace/workspace-root';
import { prefilledWorkspaceState } from '@/lib/client/workspace-state';
import { healthCheck, openApp } from '@/lib/service/app';
import { prefillFromAddress, prefillFromLink } from '@/lib/service/prefill';
import { payerOf } from '@/lib/service/visitor-key';
import type { Clock } from '@/lib/time/clock';
import { outcomeWithin } from '@/lib/time/within';
import { AWAY, DatabaseAwayPage, unlessAway } from './_site/database-away';
import { pageSession } from './_site/session';

const NOTHING_KEPT = 'This server has no database. Nothing is kept when it restarts, and comparisons cannot be shared.';

const NOT_SAVED =
  'The server’s database cannot be reached. You can ask all the same: answers come, and are saved when it is back.';
const LINK_UNREAD =
  'What that link shares cannot be read at the moment, so nothing was filled in. Reload in a little while.';

/** The start page waits for the check of the server no longer than this, ms. */
const LONGEST_CHECK_MS = 50;

export const metadata: Metadata = {
  openGraph: { title: 'Abreast', description: 'One prompt, several models, side by side.', type: 'website', url: '/' },
  twitter: { card: 'summary_large_image' },
};

/** A new comparison. `?prompt=…&models=a,b` or `?again={slug}` fills it in; it never runs by itself. */
export default async function NewComparisonPage({ searchParams }: PageProps<'/'>) {
  if (await isClosed('/')) return <ClosedPage />;
  const query = await searchParams;
  const [slug = ''] = valuesOf(query.again);
  const [prompt = ''] = valuesOf(query.prompt);
  const app = await unlessAway(openApp);
  if (app === AWAY) return <DatabaseAwayPage />;
  const checking = hasFaults(app.clock);
  const session = await pageSession();
  const linked = slug === '' ? null : await unlessAway(() => app.database.during(prefillFromLink(app, session, slug)));
  const prefill =
    linked === null || linked === AWAY
      ? await prefillFromAddress(app, session, { prompt, models: valuesOf(query.models) })
      : linked;
  const notices = [
    prefill.notice,
    linked === AWAY ? LINK_UNREAD : null,
    (await app.database.trouble()) === null ? null : NOT_SAVED,
    app.persistence.kind === 'temporary' ? NOTHING_KEPT : null,
  ].filter(Boolean);
  return (
    <WorkspaceRoot
      initial={prefilledWorkspaceState(
        { ...prefill, notice: notices.join(' ') || null },
        {
          checkServer: await checking,
          nothingKept: app.environment.database === null,
        },
      )}
      payer={payerOf(app, session)}
      elapsed={{}}
    >
      <Workspace />
    </WorkspaceRoot>
  );
}

/** Whether the server is known to lack something; false if that takes too long to find out. Never rejects. */
async function hasFaults(clock: Clock): Promise<boolean> {
  const checked = await outcomeWithin(clock, LONGEST_CHECK_MS, healthCheck().read());
  return checked.type === 'fulfilled' && checked.value.rows.some(({ state }) => state !== 'ok');
}

/** A query may hold a name several times, or not at all. */
function valuesOf(value: string | string[] | undefined): string[] {
  return [value ?? []].flat();
}
