import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Workspace } from '@/components/workspace/workspace';
import { WorkspaceRoot } from '@/components/workspace/workspace-root';
import { openWorkspaceState } from '@/lib/client/initial-state';
import { abreast } from '@/lib/run/abreast';
import { viewComparison } from '@/lib/run/view-comparison';

const find = cache(async (id: string) => viewComparison(await abreast(), id));

export async function generateMetadata({ params }: PageProps<'/c/[id]'>): Promise<Metadata> {
  const view = await find((await params).id);
  return { title: view?.record.turns[0]?.prompt.slice(0, 80) ?? 'Not found', robots: { index: false } };
}

/** A comparison of mine, as far as it has come, and live from there on. */
export default async function ComparisonPage({ params }: PageProps<'/c/[id]'>) {
  const view = await find((await params).id);
  if (!view) notFound();
  const { record, state, elapsed } = view;
  return (
    <WorkspaceRoot initial={openWorkspaceState(record, state)} elapsed={elapsed}>
      <Workspace />
    </WorkspaceRoot>
  );
}
