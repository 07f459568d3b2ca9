/** What stands over the page while it is open. */
const OPEN = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** @returns whether something is open over the page, which has the keys for itself. */
export function somethingOpen(): boolean {
  return document.querySelector(OPEN) !== null;
}
