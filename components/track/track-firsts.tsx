'use client';

import { selectedAnswers, selectedTurn } from '@/lib/client/pane-state';
import { useBests, usePaneState, useTurns } from '@/lib/client/use-panes';
import { UNKNOWN } from '@/lib/comparison/figure-words';

/** The lanes that were first and cheapest, by letter; several when they tie. */
export function TrackFirsts() {
  const { turn } = useTurns();
  const answerCount = usePaneState((state) => selectedAnswers(state, selectedTurn(state)).length);
  const { firstWord, cost } = useBests(turn);
  if (answerCount < 2) return null;
  return (
    <dl data-slot="track-firsts" className="max-sm:folded:hidden max-sm:low:hidden">
      <dt className="inline">First </dt>
      <dd className="inline">
        {/* Its place is reserved before a lane is first. */}
        <b translate="no" className="font-semibold text-ink">
          {firstWord.lanes.join(', ')}
        </b>
        <span>{` ${firstWord.text || UNKNOWN}`}</span>
      </dd>
      {cost.lanes.length > 0 && (
        <>
          <dt className="inline"> · cheapest </dt>
          <dd className="inline">
            <b translate="no" className="font-semibold text-ink">
              {cost.lanes.join(', ')}
            </b>
            <span>{` ${cost.text}`}</span>
          </dd>
        </>
      )}
    </dl>
  );
}
