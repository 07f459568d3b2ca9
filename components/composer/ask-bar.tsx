'use client';

import { lanesToAsk, whyNotAsk } from '@/lib/client/composer-state';
import { runningLanes } from '@/lib/client/pane-state';
import { usePaneState } from '@/lib/client/use-panes';
import { useWorkspace, useWorkspaceState } from '@/lib/client/use-workspace';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { useCommandKey } from '../ui/use-command-key';
import { AskNote } from './ask-note';
import { AskTools } from './ask-tools';

/** Ask, with why it is off or what it costs; Stop all while lanes run. From right to left, so that Ask comes first by Tab. */
export function AskBar() {
  const { ask, stopAll } = useWorkspace();
  const command = useCommandKey();
  const off = useWorkspaceState((panes, composer) => whyNotAsk(panes, composer) !== null);
  const lanes = useWorkspaceState(lanesToAsk);
  const running = usePaneState((state) => runningLanes(state).length > 0);
  return (
    <div
      data-slot="ask-bar"
      className="flex flex-row-reverse flex-wrap items-center gap-1.5 sm:flex-nowrap max-sm:group-data-running/composer:flex-nowrap slim:flex-none slim:flex-nowrap"
    >
      <Button look="primary" aria-disabled={off} aria-describedby="ask-note" onClick={() => void ask()}>
        <span>{lanes.length === 1 ? 'Ask 1 model' : `Ask ${lanes.length} models`}</span>
        <Kbd>{`${command}↵`}</Kbd>
      </Button>
      {running && (
        <Button onClick={() => void stopAll()}>
          <span>Stop all</span>
          <Kbd>esc</Kbd>
        </Button>
      )}
      <AskNote />
      <AskTools />
    </div>
  );
}
