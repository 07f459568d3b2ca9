'use client';

import { useStore } from 'zustand';
import { failedParts } from '@/lib/client/late-part';
import { Button } from './button';

/** Says over the page that a part of it could not be loaded, and tries again. Nothing moves. */
export function LateNotice() {
  const parts = useStore(failedParts, (state) => state.parts);
  const retry = () => {
    for (const part of parts) part.load();
  };
  return (
    <div data-slot="late-notice" role="alert" className="fixed inset-x-4 top-14 z-30 mx-auto w-fit empty:hidden">
      {parts.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-xl border border-line-strong bg-raised px-4 py-2 text-[13px] shadow-xl">
          <p>A part of the page could not be loaded. Check your connection and try again.</p>
          <Button onClick={retry}>Try again</Button>
        </div>
      )}
    </div>
  );
}
