import type { CatalogStore } from './catalog-store';
import { writePrompt } from './draft';
import { chooseModels } from './draft-lanes';
import type { Workspace } from './workspace';

/** They show the difference: one answers at once, one writes for a while, one thinks first, and one breaks off. */
const DEMO_MODELS = ['demo/quick', 'demo/steady', 'demo/thinker', 'demo/flaky'];

/** Asks the demo models, which cost nothing, the written prompt, or the example where none is written. */
export async function askDemo(workspace: Workspace, catalog: CatalogStore, example: string): Promise<void> {
  const { store, composer } = workspace;
  const loaded = await catalog.load();
  if (store.getState().record !== null) return;
  if (loaded.kind !== 'ready') {
    composer.setState({ problem: loaded.kind === 'failed' ? loaded.reason : 'The list of models has not loaded yet.' });
    return;
  }
  const models = DEMO_MODELS.flatMap((id) => loaded.catalog.models.find((model) => model.id === id) ?? []);
  composer.setState(({ draft }) => {
    const chosen = chooseModels(models)(draft);
    return { draft: draft.prompt.trim() === '' ? writePrompt(example)(chosen) : chosen };
  });
  await workspace.ask();
}
