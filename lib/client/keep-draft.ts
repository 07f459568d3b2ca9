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
  /** Calls back when the page may be about to close. @returns stops that. */
  onLeaving(save: () => void): () => void;
}

/**
 * Keeps the draft of a new comparison over a reload: restores it at once, stores it when the page closes, so that a
 * keystroke costs nothing, and removes it once it is asked.
 *
 * @returns a function that ends this.
 */
export function keepDraft(
  { store, composer }: Pick<Workspace, 'store' | 'composer'>,
  { storage, address, prefilled, onLeaving }: KeepDraftPorts,
): () => void {
  if (store.getState().record !== null) return () => {};
  const before = decodeDraft(storage.getItem(KEY), address);
  // Discarded: it must not come back at a reload either.
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

/** A page closes with `pagehide`; a phone may drop a hidden page without any event. */
export function onLeavingPage(save: () => void): () => void {
  const onVisibility = () => document.visibilityState === 'hidden' && save();
  window.addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    window.removeEventListener('pagehide', save);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}

/** Whether this page was opened by an address that prefills it, and not by a reload, by Back, or on the way back from OpenRouter. */
export function openedPrefilled(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return location.search !== '' && navigation?.type === 'navigate' && !location.hash.startsWith('#connect=');
}
