'use client';

import { selectedAnswers, selectedTurn } from '@/lib/client/pane-state';
import { useBests } from '@/lib/client/use-bests';
import { usePaneSource, usePaneState, useTurns } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';
import { isRunning } from '@/lib/comparison/answer';
import { UNKNOWN } from '@/lib/comparison/figure-words';
import { selectAnswers } from '@/lib/comparison/selected-answers';
import { type SummaryPart, summaryParts, summarySentence } from '../lane/summary-parts';

/** The lanes that were first and cheapest, by letter; several when they tie. */
export function TrackFirsts() {
  const { turn } = useTurns();
  const answerCount = usePaneState((state) => selectedAnswers(state, selectedTurn(state)).length);
  const { firstWord, cost } = useBests(turn);
  const readOnly = useReadOnly();
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
      {!readOnly && <TurnRest />}
    </dl>
  );
}

/** What there is to say of a turn after its end; nothing while a lane of it runs. */
function useTurnParts(): readonly SummaryPart[] {
  const { turn } = useTurns();
  const bests = useBests(turn);
  const { store } = usePaneSource();
  const running = usePaneState((state) => selectedAnswers(state, turn).some(isRunning));
  // Drawn again when a lane has ended.
  usePaneState((state) => selectedAnswers(state, turn).filter((answer) => !isRunning(answer)));
  const { record, answers } = store.getState();
  return record && !running ? summaryParts(selectAnswers(record, answers, turn), bests) : [];
}

/** Where there is room: the fastest, the longest, and who has no answer. */
function TurnRest() {
  const rest = useTurnParts().filter(({ best }) => best !== 'firstWord' && best !== 'cost');
  return rest.map(({ before, lanes, after }) => (
    <div key={`${before}${lanes}${after}`} className="inline max-md:hidden folded:hidden low:hidden">
      <dt className="inline">{before === '' ? ' · ' : ` · ${before.toLowerCase()} `}</dt>
      <dd className="inline">
        <b translate="no" className="font-semibold text-ink">
          {lanes}
        </b>
        <span>{` ${after}`}</span>
      </dd>
    </div>
  ));
}

/** Tells screen readers who was best at what, when all lanes have ended. A shared comparison has a summary of each turn. */
export function SpokenSummary() {
  const sentence = summarySentence(useTurnParts());
  return (
    <p role="status" className="sr-only">
      {sentence}
    </p>
  );
}
