'use client';

import { Activity, type ComponentProps, useEffect, useRef } from 'react';
import { latePart } from '@/lib/client/late-part';
import { markdown } from '../answer/late-markdown';
import { LateNotice } from '../ui/late-notice';
import { useLate } from '../ui/use-late';
import type { SharedRoot } from './shared-root';

const share = latePart(async () => {
  const [{ SharedRoot }, { SharedComparison }] = await Promise.all([
    import('./shared-root'),
    import('./shared-comparison'),
    import('../answer/markdown'),
  ]);
  return { SharedRoot, SharedComparison };
});

type LateShareProps = Omit<ComponentProps<typeof SharedRoot>, 'children'>;

/** Signs of a reader who may soon press something. */
const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'focusin', 'scroll'] as const;

/**
 * A share page is the server's HTML, which reads without script. What makes it answer is loaded when a lane is still running,
 * else at the first sign of a reader. A button that was pressed earlier is pressed then.
 */
export function LateShare(props: LateShareProps) {
  const isLive = Object.keys(props.elapsed).length > 0;
  const pressed = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const options = { capture: true, passive: true };
    const load = () => {
      for (const sign of SIGNS) window.removeEventListener(sign, load, options);
      markdown.load();
      share.load();
    };
    // Before React, which keeps from its own listeners what it cannot answer yet.
    const note = ({ target }: Event) => {
      load();
      pressed.current = target instanceof Element ? target.closest('button') : null;
    };
    const end = () => {
      for (const sign of SIGNS) window.removeEventListener(sign, load, options);
      window.removeEventListener('click', note, options);
    };
    for (const sign of SIGNS) window.addEventListener(sign, load, options);
    window.addEventListener('click', note, options);
    if (isLive) load();
    void share.ready.then(end);
    return end;
  }, [isLive]);
  const onDrawn = () => {
    pressed.current?.click();
    pressed.current = null;
  };
  return (
    <>
      <Activity>
        <DrawnShare {...props} onDrawn={onDrawn} />
      </Activity>
      <LateNotice />
    </>
  );
}

function DrawnShare({ onDrawn, ...props }: LateShareProps & { onDrawn(): void }) {
  const late = useLate(share);
  const isDrawn = late !== null;
  const first = useRef(onDrawn);
  useEffect(() => {
    if (isDrawn) first.current();
  }, [isDrawn]);
  return (
    late && (
      <late.SharedRoot {...props}>
        <late.SharedComparison />
      </late.SharedRoot>
    )
  );
}
