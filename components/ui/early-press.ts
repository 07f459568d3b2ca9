import { useLayoutEffect } from 'react';
import { takePress } from '@/lib/client/early-press';

/**
 * Presses the button that was pressed in a part of the page before React could answer there.
 *
 * @param selector finds the buttons of that part.
 * @param isDrawn whether the part answers now.
 */
export function useEarlyPress(selector: string, isDrawn: boolean): void {
  // A layout effect: no press can come between it and the moment from which the part answers.
  useLayoutEffect(() => {
    const button = isDrawn ? takePress(selector) : null;
    if (button) queueMicrotask(() => button.click());
  }, [selector, isDrawn]);
}
