/** The box for the next question, which other parts of the page send the focus to; null where the page has none. */
export function findPromptBox(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-slot="prompt-box"]');
}
