import { hidesNames } from '@/lib/comparison/hides-names';
import { listLanes } from '@/lib/comparison/lanes';
import { successorOf } from '@/lib/models/successor-of';
import { promptText } from '@/lib/protocol/comparison';
import { MAX_LANES } from '@/lib/protocol/lane';
import type { Prefill, PrefillLane } from '@/lib/protocol/prefill';
import type { Settings } from '@/lib/protocol/settings';
import type { Session } from '@/lib/session/session';
import type { App } from './app';
import { findShared } from './load-share';
import { unlessRefused } from './refusal';
import { payerOf } from './visitor-key';

interface Address {
  prompt: string;
  /** Each `models=` of the address: ids separated by commas. */
  models: readonly string[];
}

/** Fills in the prompt and the models that an address names. A model may be named twice. */
export async function prefillFromAddress(app: App, session: Session, { prompt, models }: Address): Promise<Prefill> {
  const ids = models
    .flatMap((list) => list.split(','))
    .map((id) => id.trim())
    .filter(Boolean);
  return { prompt, system: '', lanes: await prefillLanes(app, session, ids), notice: tooMany(ids.length) };
}

function tooMany(models: number): string | null {
  if (models <= MAX_LANES) return null;
  return `This link names ${models} models, and ${MAX_LANES} fit side by side: the first ${MAX_LANES} are filled in.`;
}

const SHOWS_NOTHING = 'That link no longer works, so nothing was filled in. Write a prompt of your own.';

const NAMES_HIDDEN = 'That link hides which models answered, so choose models of your own.';

/** Fills in the beginning of a shared comparison: its first prompt, and its lanes' models with their settings. */
export async function prefillFromLink(app: App, session: Session, slug: string): Promise<Prefill> {
  const shared = await unlessRefused(findShared(app, slug, session));
  const record = shared?.record;
  const turn = record?.turns[0];
  if (!record || !turn)
    return { prompt: '', system: '', lanes: await prefillLanes(app, session, []), notice: SHOWS_NOTHING };
  if (hidesNames(record)) {
    const lanes = await prefillLanes(app, session, []);
    return { prompt: promptText(turn), system: turn.system ?? '', lanes, notice: NAMES_HIDDEN };
  }
  const wanted = listLanes(record).map(({ model, name, settings }) => ({ id: model, name, settings }));
  return { prompt: promptText(turn), system: turn.system ?? '', lanes: await lookUpModels(app, wanted), notice: null };
}

/** The models of an empty comparison: of three vendors if somebody pays, else three canned ones. */
const WITH_KEY = ['~openai/gpt-latest', '~anthropic/claude-sonnet-latest', '~google/gemini-pro-latest'];
const WITHOUT_KEY = ['demo/quick', 'demo/steady', 'demo/thinker'];

/** @returns lanes for the models with these ids, retired ones too; the default lanes without ids. */
export async function prefillLanes(app: App, session: Session, ids: readonly string[]): Promise<PrefillLane[]> {
  const named = ids.length > 0 ? ids.slice(0, MAX_LANES) : await defaultModels(app, session);
  const wanted = named.map((id) => ({ id, name: id, settings: {} }));
  return lookUpModels(app, wanted);
}

async function defaultModels(app: App, session: Session): Promise<readonly string[]> {
  if (payerOf(app, session) === 'none') return WITHOUT_KEY;
  const { models } = await app.catalog.get();
  const offered = WITH_KEY.filter((id) => models.some((model) => model.id === id));
  return offered.length > 0 ? offered : WITHOUT_KEY;
}

interface WantedModel {
  id: string;
  /** Its name in case it is retired. */
  name: string;
  settings: Settings;
}

/** Looks each model up. A retired one keeps its lane, with a model that may replace it. */
function lookUpModels({ catalog }: App, wanted: readonly WantedModel[]): Promise<PrefillLane[]> {
  return Promise.all(
    wanted.map(async ({ id, name, settings }): Promise<PrefillLane> => {
      const found = await catalog.find(id);
      if (found.kind !== 'unknown-model') return { kind: 'model', model: found.model, settings };
      const { models } = await catalog.get();
      return { kind: 'retired', id, name, successor: successorOf(id, models), settings };
    }),
  );
}
