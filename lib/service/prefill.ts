import { successorOf } from '@/lib/models/successor-of';
import type { FilledSeat, Filling } from '@/lib/protocol/filling';
import { MAX_LANES } from '@/lib/protocol/lane';
import type { Settings } from '@/lib/protocol/settings';
import type { App } from './app';
import { findSharedRecord } from './load-share';
import { unlessRefused } from './refusal';

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

const SHOWS_NOTHING = 'That link no longer works, so nothing was filled in. Write a prompt of your own.';

/** Fills in what a shared comparison began with: its first prompt, and its lanes' models with their settings. */
export async function fillFromLink(app: App, slug: string): Promise<Filling> {
  const record = await unlessRefused(findSharedRecord(app, slug));
  const turn = record?.turns[0];
  if (!record || !turn) return { prompt: '', system: '', seats: await chooseModels(app, []), notice: SHOWS_NOTHING };
  const wanted = record.lanes.map(({ model, name, settings }) => ({ id: model, name, settings }));
  return { prompt: turn.prompt, system: turn.system ?? '', seats: await seatModels(app, wanted), notice: null };
}

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

/** A model that somebody wants to be asked. */
interface WantedModel {
  id: string;
  /** What it is called should it be gone. */
  name: string;
  settings: Settings;
}

/** Looks each of them up. One that is gone keeps its seat, with what may be asked in its place. */
export function seatModels({ catalog }: App, wanted: readonly WantedModel[]): Promise<FilledSeat[]> {
  return Promise.all(
    wanted.map(async ({ id, name, settings }): Promise<FilledSeat> => {
      const found = await catalog.find(id);
      if (found.kind !== 'unknown-model') return { kind: 'model', model: found.model, settings };
      const { models } = await catalog.get();
      return { kind: 'gone', id, name, successor: successorOf(id, models), settings };
    }),
  );
}
