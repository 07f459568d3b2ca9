import * as z from 'zod/mini';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { readJson } from '@/lib/protocol/json';
import type { Catalog } from '@/lib/protocol/model';
import { type Draft, draftLane } from './draft';
import type { TextStorage } from './guarded-storage';
import { type LinedUp, linedUp, linedUpSchema } from './lined-up';
import { storedLane } from './saved-draft';
import { nothingWritten } from './written-settings';

const KEY = 'abreast.line-ups';

/** How many are kept. */
const MOST = 30;

/** The longest name, characters. */
export const LONGEST_NAME = 60;

const lineUpSchema = z.extend(linedUpSchema, { name: z.string().check(z.minLength(1), z.maxLength(LONGEST_NAME)) });

/** Lanes with their settings, saved under a name. */
export type LineUp = z.infer<typeof lineUpSchema>;

const lineUpsSchema = z.catch(z.array(lineUpSchema), []);

/** The visitor's line-ups, in their order, kept in the browser. */
export interface LineUpStore {
  readonly store: StoreApi<{ lineUps: readonly LineUp[] }>;
  /** Saves lanes under that name, in the place of a line-up of the same name, else as the first. */
  save(name: string, lanes: LinedUp): void;
  /** @returns whether that name is free, so that it has it now. */
  rename(name: string, to: string): boolean;
  /** Moves it by that many places, at most to an end. */
  move(name: string, places: number): void;
  remove(name: string): void;
}

export function createLineUpStore(storage: TextStorage): LineUpStore {
  const read = () => lineUpsSchema.parse(readJson(storage.getItem(KEY) ?? ''));
  const store = createStore<{ lineUps: readonly LineUp[] }>(() => ({ lineUps: read() }));
  /** Another tab may have changed them since. */
  const change = (step: (lineUps: readonly LineUp[]) => readonly LineUp[]) => {
    const lineUps = step(read()).slice(0, MOST);
    storage.setItem(KEY, JSON.stringify(lineUps));
    store.setState({ lineUps });
  };
  return {
    store,
    save(name, lanes) {
      change((lineUps) => {
        const saved: LineUp = { name, ...lanes };
        const at = lineUps.findIndex((known) => known.name === name);
        return at === -1 ? [saved, ...lineUps] : lineUps.with(at, saved);
      });
    },
    rename(name, to) {
      if (to !== name && read().some((known) => known.name === to)) return false;
      change((lineUps) => lineUps.map((known) => (known.name === name ? { ...known, name: to } : known)));
      return true;
    },
    move(name, places) {
      change((lineUps) => {
        const from = lineUps.findIndex((known) => known.name === name);
        const moved = lineUps[from];
        if (!moved) return lineUps;
        const to = Math.min(lineUps.length - 1, Math.max(0, from + places));
        return lineUps.toSpliced(from, 1).toSpliced(to, 0, moved);
      });
    },
    remove(name) {
      change((lineUps) => lineUps.filter((known) => known.name !== name));
    },
  };
}

/**
 * @param lineUps the visitor's own, then those shipped.
 * @returns the name of the first line-up that the lanes of the draft are, with all their settings; null for none.
 */
export function nameOfLineUp(draft: Draft, lineUps: readonly LineUp[]): string | null {
  if (draft.lanes.length === 0) return null;
  const mark = markOf(linedUp(draft));
  return lineUps.find((known) => markOf(known) === mark)?.name ?? null;
}

/** By ids: the rest of a model changes with the catalog. */
function markOf({ lanes, sameSettings, settings }: LinedUp): string {
  const marks = lanes.map(({ model, own, system }) => [model.id, sameSettings ? null : own, system]);
  return JSON.stringify([marks, settings]);
}

/** Line-ups that are always there: the vendors' newest models, by OpenRouter's aliases, which move on by themselves. */
const SHIPPED: Readonly<Record<string, readonly string[]>> = {
  Strongest: ['~openai/gpt-latest', '~anthropic/claude-opus-latest', '~google/gemini-pro-latest'],
  'Good value': ['~openai/gpt-mini-latest', '~anthropic/claude-sonnet-latest', '~moonshotai/kimi-latest'],
  Quick: ['~openai/gpt-mini-latest', '~anthropic/claude-haiku-latest', '~google/gemini-flash-latest'],
};

/** @returns the shipped line-ups with the models that the catalog offers; one without any is left out. */
export function shippedLineUps({ models }: Catalog): LineUp[] {
  return Object.entries(SHIPPED).flatMap(([name, ids]) => {
    const lanes = ids.flatMap((id) => {
      const model = models.find((known) => known.id === id);
      return model ? [storedLane(draftLane(model))] : [];
    });
    return lanes.length === 0 ? [] : [{ name, lanes, sameSettings: true, settings: nothingWritten }];
  });
}
