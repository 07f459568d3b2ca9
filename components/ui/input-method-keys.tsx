'use client';

import { useEffect } from 'react';

/** The `keyCode` of a key that an input method has consumed. */
const TAKEN = 229;

/**
 * Hides the keys of an input method from the page. During the composition of Japanese, Chinese, Korean or an accent, Esc and
 * Enter reject or accept a suggestion. They must not stop lanes, close a dialog or choose a model. The field still gets them.
 */
export function InputMethodKeys() {
  useEffect(() => {
    const keep = (event: KeyboardEvent) => {
      // Safari ends the composition before it sends the key that ended it; the code is still set.
      if (event.isComposing || event.keyCode === TAKEN) event.stopImmediatePropagation();
    };
    // Capturing on the window comes before every other listener.
    window.addEventListener('keydown', keep, { capture: true });
    return () => window.removeEventListener('keydown', keep, { capture: true });
  }, []);
  return null;
}
