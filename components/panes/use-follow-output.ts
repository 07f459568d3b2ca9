'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** As near to the end as this, px, counts as being there. */
const NEAR = 32;

/**
 * Keeps a scrolling box at the end of what is being written while the reader is there, and leaves it alone as soon as
 * they scroll away. What is whole is read from its beginning.
 *
 * @param grown changes when the content does.
 * @param run that is writing into the box; null when none is. With another one it goes to the end again.
 */
export function useFollowOutput(box: RefObject<HTMLElement | null>, grown: unknown, run: string | null) {
  const following = useRef(false);
  const [away, setAway] = useState(false);

  const toEnd = useCallback(() => {
    const element = box.current;
    if (!element) return;
    following.current = true;
    element.scrollTop = element.scrollHeight;
  }, [box]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const onScroll = () => {
      following.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      setAway(!following.current);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [box]);

  useLayoutEffect(() => {
    if (run !== null) following.current = true;
  }, [run]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `grown` says when to look again.
  useLayoutEffect(() => {
    if (following.current) toEnd();
  }, [grown, toEnd]);

  return { away, toEnd };
}
