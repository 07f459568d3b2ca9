'use client';

import { Activity, type ComponentProps, type RefObject, useEffect } from 'react';
import { latePart } from '@/lib/client/late-part';
import { markdown } from '../answer/late-markdown';
import { useEarlyPress, usePressed } from '../ui/early-press';
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
const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'focusin', 'scroll', 'click'] as const;

/**
 * A share page is the server's HTML, which reads without script. What makes it answer is loaded when a lane is still running,
 * else at the first sign of a reader. A button that was pressed earlier is pressed then.
 */
export function LateShare(props: LateShareProps) {
  const isLive = Object.keys(props.elapsed).length > 0;
  const pressed = useEarlyPress(share.ready, 'button');
  useEffect(() => {
    const options = { capture: true, passive: true };
    const end = () => {
      for (const sign of SIGNS) window.removeEventListener(sign, load, options);
    };
    const load = () => {
      end();
      markdown.load();
      share.load();
    };
    for (const sign of SIGNS) window.addEventListener(sign, load, options);
    if (isLive) load();
    return end;
  }, [isLive]);
  return (
    <>
      <Activity>
        <DrawnShare {...props} pressed={pressed} />
      </Activity>
      <LateNotice />
    </>
  );
}

function DrawnShare({ pressed, ...props }: LateShareProps & { pressed: RefObject<HTMLElement | null> }) {
  const late = useLate(share);
  usePressed(pressed, late !== null);
  return (
    late && (
      <late.SharedRoot {...props}>
        <late.SharedComparison />
      </late.SharedRoot>
    )
  );
}
