'use client';

import { type RefObject, useEffect } from 'react';

/** As in the style sheet, where one pane is seen at a time. */
const PHONE = '(width < 40rem)';

/** On a phone makes the box as high as the pane in view: another may be much longer, and would leave this one blank below. */
export function useHeightInView(box: RefObject<HTMLElement | null>, pane: number): void {
  useEffect(() => {
    const element = box.current;
    const inView = element?.children[pane];
    if (!element || !inView) return;
    const phone = window.matchMedia(PHONE);
    const fit = () => {
      element.style.height = phone.matches ? `${inView.getBoundingClientRect().height}px` : '';
    };
    const observer = new ResizeObserver(fit);
    observer.observe(inView);
    phone.addEventListener('change', fit);
    return () => {
      observer.disconnect();
      phone.removeEventListener('change', fit);
    };
  }, [box, pane]);
}
