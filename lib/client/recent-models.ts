import * as z from 'zod/mini';
import { readJson } from '@/lib/protocol/json';
import type { TextStorage } from './guarded-storage';

const KEY = 'abreast.recent-models';

/** How many are kept. */
const MOST = 6;

const recentSchema = z.catch(z.array(z.string()), []);

/** The ids of the models chosen last, newest first; none if the stored list cannot be read. */
export function readRecentModels(storage: TextStorage): string[] {
  return recentSchema.parse(readJson(storage.getItem(KEY) ?? '')).slice(0, MOST);
}

export function noteRecentModel(storage: TextStorage, id: string): void {
  const rest = readRecentModels(storage).filter((known) => known !== id);
  storage.setItem(KEY, JSON.stringify([id, ...rest].slice(0, MOST)));
}
