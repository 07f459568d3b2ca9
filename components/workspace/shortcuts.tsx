'use client';

import { useEffect } from 'react';
import { useWorkspace } from '@/lib/client/use-workspace';

/** Keys that work wherever the focus is. A dialog that is open keeps Esc for itself. */
export function Shortcuts() {
  const workspace = useWorkspace();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('[role="dialog"]')) return;
      void workspace.stopAll();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [workspace]);
  return null;
}
