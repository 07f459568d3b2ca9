/**
 * The last press of a page that nothing answers yet. React answers no press in HTML that it has not taken over, nor the one
 * that makes it take over, so the listener is there before React: `instrumentation-client.ts` calls {@link notePresses}.
 */
let press: Event | null = null;

function note(event: Event): void {
  press = event;
}

/** Begins to note presses. */
export function notePresses(): void {
  window.addEventListener('click', note, true);
}

/** Whether something was pressed that nothing has answered. */
export function hasPress(): boolean {
  return press !== null;
}

/**
 * Ends the noting: from now on the page answers.
 *
 * @param selector finds the buttons of the part that answers now.
 * @returns the one that was pressed last; null where that was elsewhere, or where the press is still on its way and will be
 *   answered.
 */
export function takePress(selector: string): HTMLElement | null {
  window.removeEventListener('click', note, true);
  const isOver = press?.eventPhase === Event.NONE;
  const target = press?.target;
  press = null;
  return isOver && target instanceof Element ? target.closest<HTMLElement>(selector) : null;
}
