'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** As near to the end as this, px, counts as being there. */
const NEAR = 32;

/**
 * Keeps a scrolling box at its end while the reader is there, and leaves it alone as soon as they scroll away.
 *
 * @param grown changes when the content does.
 */
export function useFollowOutput(box: RefObject<HTMLElement | null>, grown: unknown) {
  const following = useRef(true);
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: `grown` says when to look again.
  useLayoutEffect(() => {
    if (following.current) toEnd();
  }, [grown, toEnd]);

  return { away, toEnd };
}
