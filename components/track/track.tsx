'use client';

import { useWorkspaceState } from '@/lib/client/use-workspace';
import { latestTurn } from '@/lib/client/workspace-state';
import { isRunning } from '@/lib/comparison/answer';
import { latestAnswer } from '@/lib/comparison/state';
import { trackScale } from '@/lib/comparison/track';
import { useElapsed } from '../ui/use-elapsed';
import { TrackRow } from './track-row';
import { TrackSum } from './track-sum';

/** When each lane of the turn in view waited, thought and wrote, on one time scale. */
export function Track() {
  const turn = useWorkspaceState((state) => state.turnInView ?? latestTurn(state));
  const lanes = useWorkspaceState((state) => state.record?.lanes ?? []);
  const answers = useWorkspaceState((state) => lanes.map(({ lane }) => latestAnswer(state.answers, turn, lane)));
  const asked = lanes.flatMap((record, index) => {
    const answer = answers[index];
    return answer ? [{ record, answer }] : [];
  });
  const elapsed = useElapsed(asked.some(({ answer }) => isRunning(answer)));
  if (asked.length === 0) return <div data-slot="track" />;

  const timed = asked.map(({ record, answer }) => ({ record, answer, now: elapsed(answer.run) }));
  const edge = Math.max(...timed.map(({ answer, now }) => (isRunning(answer) ? now : answer.endedAt)));
  const scale = trackScale(edge);
  return (
    <section
      data-slot="track"
      aria-label="When each model waited, thought and wrote"
      className="grid grid-cols-[minmax(0,1fr)] items-center gap-x-4 gap-y-2 border-line border-b bg-raised px-4 py-3 sm:px-[18px] md:grid-cols-[minmax(0,1fr)_240px]"
    >
      <ul className="grid gap-[5px]">
        {timed.map(({ record, answer, now }) => (
          <TrackRow key={record.lane} name={record.name} answer={answer} now={now} scale={scale} />
        ))}
      </ul>
      <TrackSum lanes={timed} />
    </section>
  );
}
