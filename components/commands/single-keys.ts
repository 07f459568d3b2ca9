import { createStore } from 'zustand/vanilla';
import { guardedStorage } from '@/lib/client/guarded-storage';

const PLACE = 'abreast.single-keys';
const OFF = 'off';

const storage = guardedStorage(() => window.localStorage);

/** Whether a single key is a command: speech input and unsteady hands press some by accident. Kept in this browser. */
export const singleKeys = createStore<{ on: boolean }>(() => ({
  on: typeof window === 'undefined' || storage.getItem(PLACE) !== OFF,
}));

export function setSingleKeys(on: boolean): void {
  singleKeys.setState({ on });
  if (on) storage.removeItem(PLACE);
  else storage.setItem(PLACE, OFF);
}

/** What takes keys itself. */
const FIELD = 'input, textarea, select, [contenteditable], [role="textbox"], [role="listbox"], [role="tablist"]';

/** @returns the key if it was pressed alone, where nothing else takes it; else null. */
export function singleKeyOf(event: KeyboardEvent): string | null {
  const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
  if (event.defaultPrevented || ctrlKey || metaKey || altKey || repeat || event.isComposing) return null;
  if (!singleKeys.getState().on || key.length !== 1) return null;
  return target instanceof Element && target.closest(FIELD) ? null : key.toLowerCase();
}
