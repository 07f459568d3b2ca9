/** Everything that covers the page while it is open. */
const OPEN = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** @returns whether something that handles keys itself covers the page. */
export function somethingOpen(): boolean {
  return document.querySelector(OPEN) !== null;
}
