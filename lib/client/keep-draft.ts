import type { TextStorage } from './guarded-storage';
import { decodeDraft, encodeDraft } from './saved-draft';
import type { Workspace } from './workspace';

const KEY = 'abreast.draft';

export interface KeepDraftPorts {
  storage: TextStorage;
  /** The query of this page's address. */
  address: string;
  /** The page was opened by an address that prefills it, which then replaces the draft that was kept. */
  prefilled: boolean;
  /** Calls back when the page may be about to go. @returns a function that stops that. */
  onLeaving(save: () => void): () => void;
}

/**
 * Keeps what is written for a new comparison over a reload: brings it back at once, puts it away when the page goes,
 * so that a keystroke costs nothing, and forgets it once it is asked.
 *
 * @returns a function that ends this.
 */
export function keepDraft(
  { store, composer }: Pick<Workspace, 'store' | 'composer'>,
  { storage, address, prefilled, onLeaving }: KeepDraftPorts,
): () => void {
  if (store.getState().record !== null) return () => {};
  const before = decodeDraft(storage.getItem(KEY), address);
  // Given up for good: it must not come back at a reload either.
  if (prefilled && before) storage.removeItem(KEY);
  const kept = prefilled ? null : before;
  if (kept) composer.setState({ draft: kept, systemOpen: kept.system !== '' });

  const written = composer.getState().draft;
  const stayed = onLeaving(() => {
    const { draft } = composer.getState();
    if (store.getState().record === null && (kept || draft !== written))
      storage.setItem(KEY, encodeDraft(draft, address));
  });
  const unsubscribe = store.subscribe(({ record }) => {
    if (record === null) return;
    storage.removeItem(KEY);
    unsubscribe();
  });
  return () => {
    stayed();
    unsubscribe();
  };
}

/** A page goes with `pagehide`; a phone may drop one that is hidden without another word. */
export function onLeavingPage(save: () => void): () => void {
  const onVisibility = () => document.visibilityState === 'hidden' && save();
  window.addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    window.removeEventListener('pagehide', save);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}

/** Whether this page was opened by an address that fills something in, rather than come back to. */
export function openedPrefilled(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return location.search !== '' && navigation?.type === 'navigate';
}
