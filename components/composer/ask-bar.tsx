'use client';

import { useWorkspace, useWorkspaceState } from '@/lib/client/use-workspace';
import { lanesToAsk, runningLanes, whyNotAsk } from '@/lib/client/workspace-state';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { useCommandKey } from '../ui/use-command-key';

/** Ask, and why it is off when it is; Stop all while lanes run. */
export function AskBar() {
  const { ask, stopAll } = useWorkspace();
  const command = useCommandKey();
  const why = useWorkspaceState(whyNotAsk);
  const lanes = useWorkspaceState(lanesToAsk);
  const running = useWorkspaceState((state) => runningLanes(state).length > 0);
  return (
    <div data-slot="ask-bar" className="flex flex-wrap items-center justify-end gap-1.5">
      <span id="why-not-ask" className="mr-auto text-ink-2 text-xs">
        {why}
      </span>
      {running && (
        <Button onClick={() => void stopAll()}>
          Stop all <Kbd>esc</Kbd>
        </Button>
      )}
      <Button look="primary" aria-disabled={why !== null} aria-describedby="why-not-ask" onClick={() => void ask()}>
        {lanes.length === 1 ? 'Ask 1 model' : `Ask ${lanes.length} models`} <Kbd>{command}↵</Kbd>
      </Button>
    </div>
  );
}
