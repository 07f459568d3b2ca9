'use client';

import { Fragment } from 'react';
import { latestTurn } from '@/lib/client/pane-state';
import { useBests } from '@/lib/client/use-bests';
import { usePaneState } from '@/lib/client/use-panes';
import { useIsOver, useSharedTurn } from '@/lib/client/use-shared';
import { selectAnswers } from '@/lib/comparison/selected-answers';
import { summaryParts } from '../lane/summary-parts';

/** The summary of a turn after its end: the best lanes, and which lanes failed and why. */
export function TurnSummary() {
  const over = useIsOver();
  return over ? <Summary /> : null;
}

function Summary() {
  const { turn } = useSharedTurn();
  const record = usePaneState((state) => state.record);
  const answers = usePaneState((state) => state.answers);
  const bests = useBests(usePaneState(latestTurn));
  const own = record ? selectAnswers(record, answers, turn) : [];
  const parts = summaryParts(own, bests);
  if (parts.length === 0) return null;
  return (
    <p data-slot="turn-summary" className="border-line border-t px-4 py-3 text-[14.5px] text-ink-2 sm:px-[18px]">
      {parts.map(({ before, lanes, after }, index) => (
        <Fragment key={`${before}${lanes}${after}`}>
          <span>{`${index > 0 ? ' · ' : ''}${before && `${before} `}`}</span>
          <b translate="no" className="font-semibold text-ink">
            {lanes}
          </b>
          <span>{` ${after}`}</span>
        </Fragment>
      ))}
    </p>
  );
}
