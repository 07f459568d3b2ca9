'use client';

import { askDemo } from '@/lib/client/ask-demo';
import { pageCatalog } from '@/lib/client/use-catalog';
import { useWorkspace } from '@/lib/client/use-workspace';
import { Button } from '../ui/button';

/** One click to answers: no key, no cost. */
export function TryDemo({ example }: { example: string }) {
  const workspace = useWorkspace();
  return (
    <div data-slot="try-demo" className="mt-5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <Button look="primary" className="min-h-10 px-4" onClick={() => void askDemo(workspace, pageCatalog, example)}>
        Try it with demo models
      </Button>
      <span className="text-[13px] text-ink-2">Canned answers, free, no key needed.</span>
    </div>
  );
}
