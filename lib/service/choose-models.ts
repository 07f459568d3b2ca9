import type { FilledSeat } from '@/lib/protocol/filling';
import { MAX_LANES } from '@/lib/protocol/lane';
import type { App } from './app';
import { seatModels } from './seat-models';

/** What a new comparison begins with: models of three makers where there is a key, else three that are canned. */
const WITH_KEY = ['~openai/gpt-latest', '~anthropic/claude-sonnet-latest', '~google/gemini-pro-latest'];
const WITHOUT_KEY = ['demo/quick', 'demo/steady', 'demo/thinker'];

/** @returns seats for the models named, for those too that are gone; or the ones to begin with when none is named. */
export async function chooseModels(app: App, ids: readonly string[]): Promise<FilledSeat[]> {
  if (ids.length > 0) return seatAll(app, ids.slice(0, MAX_LANES));
  const { models } = await app.catalog.get();
  const there = app.environment.apiKey === null ? [] : WITH_KEY.filter((id) => models.some((model) => model.id === id));
  return seatAll(app, there.length > 0 ? there : WITHOUT_KEY);
}

function seatAll(app: App, ids: readonly string[]): Promise<FilledSeat[]> {
  return seatModels(
    app,
    ids.map((id) => ({ id, name: id, settings: {} })),
  );
}
