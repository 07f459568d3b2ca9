'use client';

import { type RefObject, useEffect, useState } from 'react';

/** @returns whether the heads of the panes in that box have been scrolled past. */
export function useHeadsPassed(scroller: RefObject<HTMLElement | null>): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const head = scroller.current?.querySelector('[data-slot="pane-header"]');
    if (!head) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry) setPassed(!entry.isIntersecting && entry.boundingClientRect.top < 0);
    });
    observer.observe(head);
    return () => observer.disconnect();
  }, [scroller]);
  return passed;
}
