'use client';

import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { createFollowOutput, type FollowOutput } from './follow-output';

const UPWARDS = ['ArrowUp', 'PageUp', 'Home'];
const DOWNWARDS = ['ArrowDown', 'PageDown', 'End'];

/**
 * Keeps a scrolling box at the end of growing text while the reader is there, and stops when they scroll away. A complete
 * text is read from its beginning.
 *
 * @param grown changes when the content does.
 * @param run the run that writes into the box, null for none. A new run scrolls to the end again.
 * @param beginning the beginning of the newest content; without it, the top of the box.
 * @param elsewhere whether the reader has turned to another part of the box; when they return, the box follows again.
 */
export function useFollowOutput(
  box: RefObject<HTMLElement | null>,
  grown: unknown,
  run: string | null,
  beginning?: RefObject<HTMLElement | null>,
  elsewhere = false,
) {
  const follow = useRef<FollowOutput | null>(null);
  /** Unknown before the first rendering. */
  const writing = useRef<string | null | undefined>(undefined);
  const onChange = useRef(() => {});
  const [away, setAway] = useState(false);

  // Before the effect that reports the content.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = createFollowOutput(element);
    follow.current = made;
    onChange.current = () => {
      setAway(made.isAway());
      // Anchoring keeps the lines of a reader elsewhere; while the box follows, the browser must not move it too.
      element.style.overflowAnchor = made.isFollowing() ? 'none' : '';
    };
    const letGo = listen(element, made, () => onChange.current());
    return () => {
      letGo();
      follow.current = null;
    };
  }, [box]);

  // Before the selected turn is scrolled to, and before the next piece.
  useLayoutEffect(() => {
    if (elsewhere) follow.current?.turnAway();
    else if (writing.current) follow.current?.toEnd();
    onChange.current();
  }, [elsewhere]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `grown` says when to look again.
  useLayoutEffect(() => {
    const now = follow.current;
    if (!now || !box.current) return;
    if (run !== null && run !== writing.current) now.begin();
    if (writing.current === undefined && isScrolled(box.current, beginning?.current ?? null)) now.turnAway();
    // Also for a page that is loaded with a complete answer.
    if (run === null && writing.current !== null) now.finish(placeOf(beginning?.current ?? null, box.current));
    writing.current = run;
    now.grow();
    onChange.current();
  }, [grown, run, box, beginning]);

  const toEnd = useCallback(() => {
    follow.current?.toEnd();
    onChange.current();
  }, []);

  return { away, toEnd };
}

/** The rounding of two layouts, px. */
const ROUNDING = 1;

/**
 * Whether a reader has scrolled the box before the script came. Some browsers open it at the beginning of its newest content
 * by themselves (`scroll-initial-target`), the others at its top.
 */
function isScrolled(box: HTMLElement, beginning: HTMLElement | null): boolean {
  const opensThere = beginning !== null && CSS.supports('scroll-initial-target', 'nearest');
  const opensAt = opensThere ? Math.min(placeOf(beginning, box), box.scrollHeight - box.clientHeight) : 0;
  return Math.abs(box.scrollTop - opensAt) > ROUNDING;
}

/** @returns the distance from the top of the box to the element, less the room above it, px; 0 without an element. */
function placeOf(element: HTMLElement | null, box: HTMLElement): number {
  if (!element) return 0;
  const room = Number.parseFloat(getComputedStyle(box).paddingTop);
  return element.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop - room;
}

/**
 * Listens to everything that scrolls the box or is about to.
 *
 * @param onChange called after each event.
 * @returns a function that removes the listeners.
 */
function listen(element: HTMLElement, follow: FollowOutput, onChange: () => void): () => void {
  const listening = new AbortController();
  const on = <Name extends keyof DocumentEventMap>(
    target: EventTarget,
    name: Name,
    hear: (event: DocumentEventMap[Name]) => void,
  ) => target.addEventListener(name, hear as EventListener, { passive: true, signal: listening.signal });
  const leave = () => {
    follow.leave();
    onChange();
  };
  let held = false;
  const hold = (now: boolean) => {
    if (now === held) return;
    held = now;
    follow.hold(now);
    onChange();
  };

  on(element, 'scroll', () => {
    follow.look();
    onChange();
  });
  on(element, 'wheel', ({ deltaY, ctrlKey }) => {
    if (deltaY < 0 && !ctrlKey) leave();
    if (deltaY > 0) follow.approach();
  });
  on(element, 'keydown', ({ key, shiftKey }) => {
    if (UPWARDS.includes(key) || (key === ' ' && shiftKey)) leave();
    if (DOWNWARDS.includes(key) || (key === ' ' && !shiftKey)) follow.approach();
  });
  on(document, 'selectionchange', () => selectsIn(element) && leave());
  // During a touch scroll pointer events end, but touch events go on.
  on(element, 'touchstart', () => hold(true));
  on(document, 'touchend', ({ touches }) => hold(touches.length > 0));
  on(document, 'touchcancel', ({ touches }) => hold(touches.length > 0));
  on(element, 'pointerdown', ({ pointerType }) => pointerType !== 'touch' && hold(true));
  on(document, 'pointerup', ({ pointerType }) => pointerType !== 'touch' && hold(false));
  on(document, 'pointercancel', ({ pointerType }) => pointerType !== 'touch' && hold(false));
  // Not every browser reports the release of a scroll bar.
  on(document, 'pointermove', ({ pointerType, buttons }) => pointerType !== 'touch' && buttons === 0 && hold(false));

  const observer = new ResizeObserver(() => {
    follow.grow();
    onChange();
  });
  observer.observe(element);
  return () => {
    listening.abort();
    observer.disconnect();
  };
}

function selectsIn(element: HTMLElement): boolean {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && element.contains(selection.anchorNode);
}
