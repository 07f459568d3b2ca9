'use client';

import { type RefObject, useEffect } from 'react';

/** As in the style sheet, where one pane is seen at a time, or hardly two. */
const PHONE = '(width < 40rem)';
/** What stands above the panes when they are scrolled past, px. */
const STRIP = 48;

/**
 * On a phone makes the box as high as the highest pane in view: another may be much longer, and would leave these blank
 * below. Who reads far down and goes to a shorter one is brought to its beginning, not to what follows it.
 *
 * @param panes their places among the box's children.
 */
export function useHeightInView(box: RefObject<HTMLElement | null>, panes: readonly number[]): void {
  const places = panes.join(' ');
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const inView = places.split(' ').flatMap((place) => element.children[Number(place)] ?? []);
    const phone = window.matchMedia(PHONE);
    const fit = () => {
      const wasRead = element.getBoundingClientRect().bottom > STRIP;
      const heights = inView.map((pane) => pane.getBoundingClientRect().height);
      element.style.height = phone.matches ? `${Math.max(...heights)}px` : '';
      const { top, bottom } = element.getBoundingClientRect();
      if (wasRead && bottom <= STRIP) window.scrollBy(0, top - STRIP);
    };
    const observer = new ResizeObserver(fit);
    for (const pane of inView) observer.observe(pane);
    phone.addEventListener('change', fit);
    return () => {
      observer.disconnect();
      phone.removeEventListener('change', fit);
    };
  }, [box, places]);
}
