'use client';

import { type KeyboardEvent, type MouseEvent, useRef } from 'react';

/**
 * For a button that comes to do something else while it is being pressed, by the course of things or by the press itself:
 * what it did when it was pressed is what it does, and neither a key that is held nor a double click does the other.
 *
 * @param act what it does now.
 * @returns the button's handlers.
 */
export function usePressedAs(act: { name: string; run(): void }) {
  const pressed = useRef<string | null>(null);
  return {
    onPointerDown: () => {
      pressed.current = act.name;
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.repeat) event.preventDefault();
      else pressed.current = act.name;
    },
    onClick: ({ detail }: MouseEvent) => {
      // Assistive technology clicks without a press.
      const meant = pressed.current ?? act.name;
      pressed.current = null;
      // `detail` counts the clicks of a double one.
      if (meant === act.name && detail < 2) act.run();
    },
  };
}
