import { createStore, type StoreApi } from 'zustand/vanilla';

export type LateState<Part> =
  | { readonly kind: 'waiting' | 'loading' | 'failed' }
  | { readonly kind: 'ready'; readonly part: Part };

/** A part of the page whose code is loaded when it is first needed. */
export interface LatePart<Part> {
  readonly store: StoreApi<LateState<Part>>;
  /** Resolves once it is loaded. It never rejects: after a failure it waits for the next attempt. */
  readonly ready: Promise<Part>;
  /** Loads it. A failure is told in {@link failedParts}. */
  load(): void;
  /** Loads it because it will probably be needed. A failure is told to nobody: `load` tries again. */
  preload(): void;
}

/** The parts that were needed and could not be loaded. */
export const failedParts = createStore<{ readonly parts: readonly { load(): void }[] }>(() => ({ parts: [] }));

/** @param request fetches the code: `() => import('./panel')`. It is called again after a failure. */
export function latePart<Part>(request: () => Promise<Part>): LatePart<Part> {
  const store = createStore<LateState<Part>>(() => ({ kind: 'waiting' }));
  let resolve: (part: Part) => void = () => {};
  const ready = new Promise<Part>((settle) => {
    resolve = settle;
  });
  let isNeeded = false;
  const begin = () => {
    const { kind } = store.getState();
    if (kind === 'loading' || kind === 'ready') return;
    store.setState({ kind: 'loading' }, true);
    request().then(
      (part) => {
        store.setState({ kind: 'ready', part }, true);
        resolve(part);
      },
      () => {
        store.setState({ kind: isNeeded ? 'failed' : 'waiting' }, true);
        if (isNeeded) failedParts.setState(({ parts }) => ({ parts: [...parts, late] }));
      },
    );
  };
  const late: LatePart<Part> = {
    store,
    ready,
    load() {
      isNeeded = true;
      failedParts.setState(({ parts }) => ({ parts: parts.filter((part) => part !== late) }));
      begin();
    },
    preload: begin,
  };
  return late;
}
