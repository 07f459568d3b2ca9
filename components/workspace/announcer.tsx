'use client';

import { useWorkspaceState } from '@/lib/client/use-workspace';
import { latestTurn, type WorkspaceState } from '@/lib/client/workspace-state';
import { type EndedAnswer, isRunning } from '@/lib/comparison/answer';
import { latestAnswer } from '@/lib/comparison/state';
import { shortFailure } from '../panes/failure-words';

/** Tells a screen reader when a lane ends or is tried again, and nothing of each token. */
export function Announcer() {
  const words = useWorkspaceState(wordsFor);
  return (
    <p data-slot="announcer" role="status" aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}

function wordsFor(state: WorkspaceState): string {
  const turn = latestTurn(state);
  const answers = (state.record?.lanes ?? []).flatMap(({ lane }) => latestAnswer(state.answers, turn, lane) ?? []);
  const ended = answers.filter((answer): answer is EndedAnswer => !isRunning(answer));
  const last = ended.reduce<EndedAnswer | null>(
    (latest, answer) => (latest && latest.endedAt > answer.endedAt ? latest : answer),
    null,
  );
  const tried = answers.find((answer) => {
    const at = answer.phase === 'waiting' ? answer.tries.at(-1)?.at : undefined;
    return at !== undefined && at > (last?.endedAt ?? 0);
  });
  const again = tried?.tries.at(-1);
  if (tried && again) return `${tried.lane}: ${shortFailure(again.failure)}, try ${again.try} of 3 follows`;
  if (!last)
    return answers.length > 0 ? `Asked ${answers.length === 1 ? 'one model' : `${answers.length} models`}` : '';
  const how = last.phase === 'done' ? 'finished in' : last.phase === 'stopped' ? 'stopped after' : 'failed after';
  const seconds = Math.max(1, Math.round((last.endedAt - last.startedAt) / 1000));
  return `${last.lane} ${how} ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, ${ended.length} of ${answers.length}`;
}
