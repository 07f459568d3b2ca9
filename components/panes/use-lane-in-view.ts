'use client';

import { type RefObject, useEffect, useState } from 'react';
import type { Lane } from '@/lib/protocol/lane';

/** A pane of which so much is seen is the one that is looked at, where one fits. */
const MOSTLY = 0.6;

/** @returns the first lane that is mostly in view in that box. */
export function useLaneInView(scroller: RefObject<HTMLElement | null>, lanes: readonly Lane[]): Lane | undefined {
  const [seen, setSeen] = useState<ReadonlySet<Element>>(new Set());
  const [panes, setPanes] = useState<readonly Element[]>([]);
  const count = lanes.length;
  useEffect(() => {
    const articles = [...(scroller.current?.querySelectorAll('article') ?? [])].slice(0, count);
    setPanes(articles);
    const observer = new IntersectionObserver(
      (changes) =>
        setSeen((was) => {
          const now = new Set(was);
          for (const { target, intersectionRatio } of changes) {
            if (intersectionRatio >= MOSTLY) now.add(target);
            else now.delete(target);
          }
          return now;
        }),
      { root: scroller.current, threshold: [MOSTLY] },
    );
    for (const article of articles) observer.observe(article);
    return () => observer.disconnect();
  }, [scroller, count]);
  return lanes[
    Math.max(
      0,
      panes.findIndex((pane) => seen.has(pane)),
    )
  ];
}
