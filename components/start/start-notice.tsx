'use client';

import { useComposerState } from '@/lib/client/use-workspace';

/** What is to be known before asking: that the address fills in less than it says, or that nothing will be kept. */
export function StartNotice() {
  const notice = useComposerState((state) => state.notice);
  return (
    notice && (
      <p
        data-slot="start-notice"
        className="mb-6 rounded-lg border border-line-strong border-dashed px-3.5 py-2.5 text-ink-2 text-sm"
      >
        {notice}
      </p>
    )
  );
}
