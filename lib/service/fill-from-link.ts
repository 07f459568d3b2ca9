import type { Filling } from '@/lib/protocol/filling';
import type { App } from './app';
import { chooseModels } from './choose-models';
import { seatModels } from './seat-models';
import { unlessRefused } from './unless-refused';
import { findSharedRecord } from './view-share';

const SHOWS_NOTHING = 'That link no longer works, so nothing was filled in. Write a prompt of your own.';

/** Fills in what a shared comparison began with: its first prompt, and its lanes' models with their settings. */
export async function fillFromLink(app: App, slug: string): Promise<Filling> {
  const record = await unlessRefused(findSharedRecord(app, slug));
  const turn = record?.turns[0];
  if (!record || !turn) return { prompt: '', system: '', seats: await chooseModels(app, []), notice: SHOWS_NOTHING };
  const wanted = record.lanes.map(({ model, name, settings }) => ({ id: model, name, settings }));
  return { prompt: turn.prompt, system: turn.system ?? '', seats: await seatModels(app, wanted), notice: null };
}
