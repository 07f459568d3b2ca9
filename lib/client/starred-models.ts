import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TextStorage } from './guarded-storage';
import { readTexts } from './kept-texts';

const KEY = 'abreast.starred-models';

/** How many are kept. */
const MOST = 200;

/** The ids of the models that a visitor has given a star, in the order in which they got it. */
export interface StarredModels {
  readonly store: StoreApi<readonly string[]>;
  /** Gives the model a star, or takes it back. */
  toggle(id: string): void;
  /** Reads them: at first, and when another tab has changed them. */
  read(): void;
}

/** The ids of the models with a star; none if the stored list cannot be read. */
export function readStarredModels(storage: TextStorage): readonly string[] {
  return readTexts(storage, KEY).slice(0, MOST);
}

/** The stars in a storage. They are unknown until they are read. */
export function createStarredModels(storage: TextStorage): StarredModels {
  const store = createStore<readonly string[]>(() => []);
  return {
    store,
    toggle(id) {
      // Another tab may have written meanwhile.
      const before = readStarredModels(storage);
      const starred = before.includes(id) ? before.filter((known) => known !== id) : [...before, id].slice(-MOST);
      store.setState(starred, true);
      storage.setItem(KEY, JSON.stringify(starred));
    },
    read: () => store.setState(readStarredModels(storage), true),
  };
}

/** @returns whether the change of a storage, as a `storage` event tells it, is about the stars. */
export function isAboutStars({ key }: Pick<StorageEvent, 'key'>): boolean {
  // null: all was cleared.
  return key === KEY || key === null;
}
