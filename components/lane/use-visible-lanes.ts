'use client';

import { type RefObject, useEffect, useState } from 'react';
import type { Lane } from '@/lib/protocol/lane';

/** A pane is visible when so much of its width is. */
const MOSTLY = 0.6;

/** @returns the lanes that are mostly visible in the box, in order; the first lane if none is. */
export function useVisibleLanes(scroller: RefObject<HTMLElement | null>, lanes: readonly Lane[]): readonly Lane[] {
  const [seen, setSeen] = useState<ReadonlySet<Element>>(new Set());
  const [heads, setHeads] = useState<readonly Element[]>([]);
  const count = lanes.length;
  useEffect(() => {
    // Not the panes: of a pane much higher than the box only a small part can be visible.
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
