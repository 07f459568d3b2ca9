import { Workspace } from '@/components/workspace/workspace';
import { WorkspaceRoot } from '@/components/workspace/workspace-root';
import { newWorkspaceState } from '@/lib/client/initial-state';
import { abreast } from '@/lib/run/abreast';
import { chooseModels } from '@/lib/run/choose-models';

/** A new comparison. `?prompt=…&models=a,b` fills it in; it never runs by itself. */
export default async function NewComparisonPage({ searchParams }: PageProps<'/'>) {
  const { prompt, models } = await searchParams;
  const ids = first(models).split(',').filter(Boolean);
  const initial = newWorkspaceState(first(prompt), await chooseModels(await abreast(), ids));
  return (
    <WorkspaceRoot initial={initial} elapsed={{}}>
      <Workspace />
    </WorkspaceRoot>
  );
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
