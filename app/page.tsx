import { Workspace } from '@/components/workspace/workspace';
import { WorkspaceRoot } from '@/components/workspace/workspace-root';
import { filledWorkspaceState } from '@/lib/client/initial-state';
import { abreast } from '@/lib/run/abreast';
import { fillFromAddress } from '@/lib/run/fill-from-address';
import { fillFromLink } from '@/lib/run/fill-from-link';

const NOTHING_KEPT = 'This server has no database. Nothing is kept when it restarts, and comparisons cannot be shared.';

/** A new comparison. `?prompt=…&models=a,b` or `?again={slug}` fills it in; it never runs by itself. */
export default async function NewComparisonPage({ searchParams }: PageProps<'/'>) {
  const query = await searchParams;
  const [slug = ''] = valuesOf(query.again);
  const [prompt = ''] = valuesOf(query.prompt);
  const app = await abreast();
  const filling =
    slug === ''
      ? await fillFromAddress(app, { prompt, models: valuesOf(query.models) })
      : await fillFromLink(app, slug);
  const notices = [filling.notice, app.persistence.kind === 'memory' ? NOTHING_KEPT : null].filter(Boolean);
  return (
    <WorkspaceRoot initial={filledWorkspaceState({ ...filling, notice: notices.join(' ') || null })} elapsed={{}}>
      <Workspace />
    </WorkspaceRoot>
  );
}

/** An address may say a thing several times, or not at all. */
function valuesOf(value: string | string[] | undefined): string[] {
  return [value ?? []].flat();
}
