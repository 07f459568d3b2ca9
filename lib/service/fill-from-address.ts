import type { Filling } from '@/lib/protocol/filling';
import { MAX_LANES } from '@/lib/protocol/lane';
import type { App } from './app';
import { chooseModels } from './choose-models';

interface Address {
  prompt: string;
  /** Each `models=` of the address: ids between commas. */
  models: readonly string[];
}

/** Fills in what an address names: a prompt, and the models that it goes to, the same one twice where it says so. */
export async function fillFromAddress(app: App, { prompt, models }: Address): Promise<Filling> {
  const ids = models
    .flatMap((list) => list.split(','))
    .map((id) => id.trim())
    .filter(Boolean);
  return { prompt, system: '', seats: await chooseModels(app, ids), notice: tooMany(ids.length) };
}

function tooMany(models: number): string | null {
  if (models <= MAX_LANES) return null;
  return `This link names ${models} models, and ${MAX_LANES} fit side by side: the first ${MAX_LANES} are filled in.`;
}
