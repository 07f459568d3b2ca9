'use client';

import { Activity, type ComponentProps, useEffect } from 'react';
import { hasPress } from '@/lib/client/early-press';
import { latePart } from '@/lib/client/late-part';
import { hidesNames } from '@/lib/comparison/hides-names';
import { markdown } from '../answer/late-markdown';
import { useEarlyPress } from '../ui/early-press';
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
 * A share page is the server's HTML, which reads without script. What makes it answer is loaded when a lane is still running
 * or the reader may vote by a key, else at the first sign of a reader. A button that was pressed earlier is pressed then.
 */
export function LateShare(props: LateShareProps) {
  const { record, elapsed } = props;
  // Of a hidden run no age is told.
  const isLive = Object.keys(elapsed).length > 0 || hidesNames(record);
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
    if (isLive || hasPress()) load();
    return end;
  }, [isLive]);
  return (
    <>
      <Activity>
        <DrawnShare {...props} />
      </Activity>
      <LateNotice />
    </>
  );
}

function DrawnShare(props: LateShareProps) {
  const late = useLate(share);
  useEarlyPress('button', late !== null);
  return (
    late && (
      <late.SharedRoot {...props}>
        <late.SharedComparison />
      </late.SharedRoot>
    )
  );
}
