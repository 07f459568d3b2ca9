'use client';

import { useWorkspace, useWorkspaceState } from '@/lib/client/use-workspace';
import { isRunning } from '@/lib/comparison/answer';
import type { Lane } from '@/lib/protocol/lane';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { useAnswer } from './use-lane';

/** What can be done with the lane's answer now; what cannot is not there. */
export function PaneActions({ lane }: { lane: Lane }) {
  const { stop, retry } = useWorkspace();
  const answer = useAnswer(lane);
  const lost = useWorkspaceState((state) => (answer ? state.connections[answer.run] : undefined));
  return (
    <footer data-slot="pane-actions" className="flex min-h-11 items-center gap-0.5 border-line border-t px-2 py-1">
      {answer && answer.text !== '' && <CopyButton text={answer.text} />}
      {answer && isRunning(answer) && lost !== 'lost' && (
        <Button look="quiet" onClick={() => void stop(lane, answer.turn)}>
          Stop
        </Button>
      )}
      {answer && !isRunning(answer) && (
        <Button look="quiet" onClick={() => void retry(lane, answer.turn)}>
          Retry
        </Button>
      )}
      {answer && lost && lost !== 'open' && isRunning(answer) && (
        <span className="ml-auto pr-2 text-bad text-xs">
          {lost === 'lost' ? 'The server no longer has this run' : 'Reconnecting…'}
        </span>
      )}
    </footer>
  );
}
