'use client';

import { type RefObject, useEffect, useState } from 'react';
import { lanesOf } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { useShared, useSharedTurn } from '@/lib/client/use-shared';
import { hidesNames } from '@/lib/comparison/hides-names';
import type { Lane } from '@/lib/protocol/lane';
import { LaneTab } from '../lane/lane-tab';
import { useVisibleLanes } from '../lane/use-visible-lanes';
import { answerAnchor } from './answer-link';
import { BlindTab } from './blind-head';

/** A strip of all lanes that goes to a lane by a tap: always on a phone, else when the headers of the panes are scrolled away. */
export function SharedStrip({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const { record } = useShared();
  const { turn } = useSharedTurn();
  const Tab = hidesNames(record) ? BlindTab : LaneTab;
  const lanes = usePaneState((state) => lanesOf(state).map(({ lane }) => lane));
  const visible = useVisibleLanes(scroller, lanes);
  const passed = useHeadsPassed(scroller);
  useVisibleHeight(
    scroller,
    visible.map((lane) => lanes.indexOf(lane)),
  );
  if (lanes.length < 2) return null;
  return (
    <nav
      data-slot="shared-strip"
      data-needs-script
      aria-label={`Lanes, turn ${turn}`}
      className="sticky top-0 z-2 sm:h-0 print:hidden"
    >
      <div className={`flex border-line border-b bg-raised ${passed ? 'sm:shadow-sm' : 'sm:invisible'}`}>
        {lanes.map((lane) => (
          <Tab key={lane} lane={lane} current={lane === visible[0]} onGo={() => goTo(turn, lane)} />
        ))}
      </div>
    </nav>
  );
}

/** Scrolls horizontally to a lane, keeping the vertical position, and moves the focus there. */
function goTo(turn: number, lane: Lane): void {
  const pane = document.getElementById(answerAnchor(turn, lane));
  pane?.focus({ preventScroll: true });
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  pane?.scrollIntoView({ inline: 'start', block: 'nearest', behavior: still ? 'auto' : 'smooth' });
}

/** @returns whether the headers of the panes in the box are scrolled away. */
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

/** As in the style sheet: the width at which one pane is visible, or hardly two. */
const PHONE = '(width < 40rem)';
/** The height of what is above the panes when they are scrolled, px. */
const STRIP = 48;

/**
 * On a phone, makes the box as high as the highest visible pane: a hidden, much longer pane would leave blank space below. A
 * reader far down who goes to a shorter pane gets its beginning, not what follows it.
 *
 * @param panes the indices of the visible panes among the box's children.
 */
export function useVisibleHeight(box: RefObject<HTMLElement | null>, panes: readonly number[]): void {
  const places = panes.join(' ');
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const visiblePanes = places.split(' ').flatMap((place) => element.children[Number(place)] ?? []);
    const phone = window.matchMedia(PHONE);
    const fit = () => {
      const wasRead = element.getBoundingClientRect().bottom > STRIP;
      const heights = visiblePanes.map((pane) => pane.getBoundingClientRect().height);
      element.style.height = phone.matches ? `${Math.max(...heights)}px` : '';
      const { top, bottom } = element.getBoundingClientRect();
      if (wasRead && bottom <= STRIP) window.scrollBy(0, top - STRIP);
    };
    const observer = new ResizeObserver(fit);
    for (const pane of visiblePanes) observer.observe(pane);
    phone.addEventListener('change', fit);
    return () => {
      observer.disconnect();
      phone.removeEventListener('change', fit);
    };
  }, [box, places]);
}
