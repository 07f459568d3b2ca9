'use client';

import { useEffect } from 'react';

/** What `keyCode` says of a key that an input method has taken. */
const TAKEN = 229;

/**
 * Keeps the keys of an input method from the page. While somebody composes Japanese, Chinese, Korean or an accent, Esc
 * drops a guess and Enter takes one: neither stops lanes, closes a dialog or chooses a model. The field itself gets them.
 */
export function InputMethodKeys() {
  useEffect(() => {
    const keep = (event: KeyboardEvent) => {
      // Safari ends the composition before it tells of the key that has ended it; the code is still there.
      if (event.isComposing || event.keyCode === TAKEN) event.stopImmediatePropagation();
    };
    // Nobody hears of a key before the window does.
    window.addEventListener('keydown', keep, { capture: true });
    return () => window.removeEventListener('keydown', keep, { capture: true });
  }, []);
  return null;
}
