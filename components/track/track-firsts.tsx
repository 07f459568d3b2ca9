'use client';

import { selectedAnswers, selectedTurn } from '@/lib/client/pane-state';
import { useBests, usePaneState, useTurns } from '@/lib/client/use-panes';
import { UNKNOWN } from '@/lib/comparison/figure-words';

/** Who was first and who cost least, by letter; several when they tie. */
export function TrackFirsts() {
  const { turn } = useTurns();
  const answerCount = usePaneState((state) => selectedAnswers(state, selectedTurn(state)).length);
  const { firstWord, cost } = useBests(turn);
  if (answerCount < 2) return null;
  return (
    <dl data-slot="track-firsts" className="max-sm:folded:hidden max-sm:low:hidden">
      <dt className="inline">First </dt>
      <dd className="inline">
        {/* Its place is kept before anybody is first. */}
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
