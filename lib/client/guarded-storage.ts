/** The used methods of `localStorage` and `sessionStorage`. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A storage that never throws. A browser may forbid the real one, so that even naming it throws, or have no room left. */
export function guardedStorage(find: () => TextStorage): TextStorage {
  return {
    getItem: (key) => tryTo(() => find().getItem(key)) ?? null,
    setItem: (key, value) => tryTo(() => find().setItem(key, value)),
    removeItem: (key) => tryTo(() => find().removeItem(key)),
  };
}

/** What this browser keeps for the next visit. */
export const localStore = guardedStorage(() => window.localStorage);

function tryTo<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    // Then nothing is stored; nothing else depends on it.
    return undefined;
  }
}
