import { Workspace } from '@/components/workspace/workspace';
import { WorkspaceRoot } from '@/components/workspace/workspace-root';
import { filledWorkspaceState } from '@/lib/client/initial-state';
import type { Filling } from '@/lib/protocol/filling';
import { type Abreast, abreast } from '@/lib/run/abreast';
import { chooseModels } from '@/lib/run/choose-models';
import { fillFromLink } from '@/lib/run/fill-from-link';

const NOTHING_KEPT = 'This server has no database. Nothing is kept when it restarts, and comparisons cannot be shared.';

/** A new comparison. `?prompt=…&models=a,b` or `?again={slug}` fills it in; it never runs by itself. */
export default async function NewComparisonPage({ searchParams }: PageProps<'/'>) {
  const { again, prompt, models } = await searchParams;
  const slug = first(again);
  const app = await abreast();
  const filling = slug === '' ? await fillIn(app, first(prompt), first(models)) : await fillFromLink(app, slug);
  const notice = filling.notice ?? (app.persistence.kind === 'memory' ? NOTHING_KEPT : null);
  return (
    <WorkspaceRoot initial={filledWorkspaceState({ ...filling, notice })} elapsed={{}}>
      <Workspace />
    </WorkspaceRoot>
  );
}

async function fillIn(app: Abreast, prompt: string, models: string): Promise<Filling> {
  const ids = models.split(',').filter(Boolean);
  return { prompt, system: '', seats: await chooseModels(app, ids), notice: null };
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
