import { createKeptSwitch } from '@/lib/client/kept-switch';

/** Whether a single key is a command: speech input and unsteady hands press some by accident. */
export const singleKeys = createKeptSwitch({ key: 'abreast.single-keys', usual: true, stored: 'off' });

/** What takes keys itself. */
const FIELD = 'input, textarea, select, [contenteditable], [role="textbox"], [role="listbox"], [role="tablist"]';

/** @returns the key if it was pressed alone, where nothing else takes it; else null. */
export function singleKeyOf(event: KeyboardEvent): string | null {
  const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
  if (event.defaultPrevented || ctrlKey || metaKey || altKey || repeat || event.isComposing) return null;
  if (!singleKeys.store.getState().on || key.length !== 1) return null;
  return target instanceof Element && target.closest(FIELD) ? null : key.toLowerCase();
}
