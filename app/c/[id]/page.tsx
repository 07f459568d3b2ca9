import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AWAY, awayMetadata, DatabaseAwayPage, unlessAway } from '@/app/_site/database-away';
import { longAnswer } from '@/app/_site/long-answer';
import { pageSession } from '@/app/_site/session';
import { Workspace } from '@/components/workspace/workspace';
import { WorkspaceRoot } from '@/components/workspace/workspace-root';
import { openWorkspaceState } from '@/lib/client/workspace-state';
import { NEWEST_TURNS, withBeginnings } from '@/lib/comparison/beginning';
import { titleOf } from '@/lib/comparison/title-of';
import { openApp } from '@/lib/service/app';
import { loadOwnComparison } from '@/lib/service/load-comparison';
import { unlessRefused } from '@/lib/service/refusal';
import { payerOf } from '@/lib/service/visitor-key';

const find = cache((id: string) =>
  unlessAway(async () => {
    const app = await openApp();
    const loading = unlessRefused(loadOwnComparison(app, await pageSession(), id));
    // An unsaved comparison is in memory.
    return app.unsaved.has(id) ? loading : app.database.during(loading);
  }),
);

export async function generateMetadata({ params }: PageProps<'/c/[id]'>): Promise<Metadata> {
  const loaded = await find((await params).id);
  if (loaded === AWAY) return awayMetadata;
  return { title: loaded ? titleOf(loaded.record) : 'Not found', robots: { index: false } };
}

/** The visitor's own comparison, as far as it has come, and live from there on. */
export default async function ComparisonPage({ params, searchParams }: PageProps<'/c/[id]'>) {
  const loaded = await find((await params).id);
  if (loaded === AWAY) return <DatabaseAwayPage />;
  if (!loaded) notFound();
  const { record, state, elapsed } = loaded;
  const payer = payerOf(await openApp(), await pageSession());
  const stretch = longAnswer(loaded, await searchParams);
  if (stretch) return stretch;
  return (
    <WorkspaceRoot
      initial={openWorkspaceState(record, withBeginnings(state, NEWEST_TURNS))}
      payer={payer}
      elapsed={elapsed}
    >
      <Workspace />
    </WorkspaceRoot>
  );
}
