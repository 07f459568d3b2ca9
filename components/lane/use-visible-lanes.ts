'use client';

import { type RefObject, useEffect, useState } from 'react';
import type { Lane } from '@/lib/protocol/lane';

/** A pane of whose width so much is seen is one that is looked at. */
const MOSTLY = 0.6;

/** @returns the lanes that are mostly in view in that box, in their order; the first where none is. */
export function useVisibleLanes(scroller: RefObject<HTMLElement | null>, lanes: readonly Lane[]): readonly Lane[] {
  const [seen, setSeen] = useState<ReadonlySet<Element>>(new Set());
  const [heads, setHeads] = useState<readonly Element[]>([]);
  const count = lanes.length;
  useEffect(() => {
    // Not the panes: of one that is much higher than the box little can be seen, however it is scrolled.
    const found = [...(scroller.current?.querySelectorAll('[data-slot="pane-header"]') ?? [])].slice(0, count);
    setHeads(found);
    const observer = new IntersectionObserver(
      (changes) =>
        setSeen((before) => {
          const now = new Set(before);
          for (const { target, intersectionRatio } of changes) {
            if (intersectionRatio >= MOSTLY) now.add(target);
            else now.delete(target);
          }
          return now;
        }),
      { root: scroller.current, threshold: [MOSTLY] },
    );
    for (const head of found) observer.observe(head);
    return () => observer.disconnect();
  }, [scroller, count]);
  const visible = lanes.filter((_, index) => {
    const head = heads[index];
    return head !== undefined && seen.has(head);
  });
  return visible.length > 0 ? visible : lanes.slice(0, 1);
}
