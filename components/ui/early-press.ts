import { type RefObject, useEffect, useRef } from 'react';

/**
 * Notes which button was pressed last in a part of the page that React cannot take over yet, and does not answer in.
 *
 * @param ready resolves when it can.
 * @param selector finds the buttons of that part.
 * @returns the button, for {@link usePressed}.
 */
export function useEarlyPress(ready: Promise<unknown>, selector: string): RefObject<HTMLElement | null> {
  const pressed = useRef<HTMLElement | null>(null);
  useEffect(() => {
    // Before React, which keeps from its own listeners what it cannot answer yet.
    const note = ({ target }: Event) => {
      pressed.current = target instanceof Element ? target.closest<HTMLElement>(selector) : null;
    };
    window.addEventListener('click', note, true);
    const end = () => window.removeEventListener('click', note, true);
    void ready.then(end);
    return end;
  }, [ready, selector]);
  return pressed;
}

/** Presses that button once the part is drawn. */
export function usePressed(pressed: RefObject<HTMLElement | null>, isDrawn: boolean): void {
  useEffect(() => {
    if (!isDrawn) return;
    pressed.current?.click();
    pressed.current = null;
  }, [pressed, isDrawn]);
}
