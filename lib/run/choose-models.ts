import { MAX_LANES } from '@/lib/protocol/lane';
import type { Model } from '@/lib/protocol/model';
import type { Abreast } from './abreast';

/** What a new comparison begins with: models of three makers where there is a key, else three that are canned. */
const WITH_KEY = ['~openai/gpt-latest', '~anthropic/claude-sonnet-latest', '~google/gemini-pro-latest'];
const WITHOUT_KEY = ['demo/quick', 'demo/steady', 'demo/thinker'];

/** @returns the models named, those that exist; or the ones to begin with when none is named. */
export async function chooseModels(app: Abreast, ids: readonly string[]): Promise<Model[]> {
  const named = await findAll(app, ids.slice(0, MAX_LANES));
  if (named.length > 0) return named;
  const usual = app.environment.apiKey === null ? [] : await findAll(app, WITH_KEY);
  return usual.length > 0 ? usual : findAll(app, WITHOUT_KEY);
}

async function findAll({ catalog }: Abreast, ids: readonly string[]): Promise<Model[]> {
  const found = await Promise.all(ids.map((id) => catalog.find(id)));
  return found.flatMap((result) => (result.kind === 'unknown-model' ? [] : [result.model]));
}
