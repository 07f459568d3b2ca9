/** What is used of `localStorage` and `sessionStorage`. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A storage that never throws. A browser may forbid the real one, where even naming it throws, or have no room left. */
export function guardedStorage(find: () => TextStorage): TextStorage {
  return {
    getItem: (key) => attempt(() => find().getItem(key)) ?? null,
    setItem: (key, value) => attempt(() => find().setItem(key, value)),
    removeItem: (key) => attempt(() => find().removeItem(key)),
  };
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    // Nothing is kept then, and nothing else depends on it.
    return undefined;
  }
}
