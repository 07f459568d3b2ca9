'use client';

import { useWorkspaceState } from '@/lib/client/use-workspace';
import { latestTurn } from '@/lib/client/workspace-state';
import { isRunning } from '@/lib/comparison/answer';
import { latestAnswer } from '@/lib/comparison/state';

/** Tells a screen reader when a lane ends, and nothing of each token. */
export function Announcer() {
  const words = useWorkspaceState((state) => {
    const turn = latestTurn(state);
    const answers = (state.record?.lanes ?? []).flatMap(({ lane }) => latestAnswer(state.answers, turn, lane) ?? []);
    const ended = answers.flatMap((answer) => (isRunning(answer) ? [] : [answer]));
    const last = ended.reduce<(typeof ended)[number] | null>(
      (latest, answer) => (latest && latest.endedAt > answer.endedAt ? latest : answer),
      null,
    );
    if (!last)
      return answers.length > 0 ? `Asked ${answers.length === 1 ? 'one model' : `${answers.length} models`}` : '';
    const how = last.phase === 'done' ? 'finished' : last.phase === 'stopped' ? 'was stopped' : 'failed';
    const seconds = Math.max(1, Math.round((last.endedAt - last.startedAt) / 1000));
    return `${last.lane} ${how} in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, ${ended.length} of ${answers.length}`;
  });
  return (
    <p data-slot="announcer" role="status" aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}
