'use client';

import { selectedAnswers, selectedTurn } from '@/lib/client/pane-state';
import { usePaneSource, usePaneState } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';
import { isRunning } from '@/lib/comparison/answer';
import { UNKNOWN } from '@/lib/comparison/figure-words';
import { sumOfLanes } from '@/lib/comparison/sum-of-lanes';
import { countedWords, queueWords } from '@/lib/comparison/sum-words';
import { tenths } from '../ui/format';
import { useElapsed } from '../ui/use-elapsed';
import { FoldButton } from './fold-button';
import { LayoutButton } from './layout-button';
import { RetryAll } from './retry-all';
import { SpokenSummary, TrackFirsts } from './track-firsts';
import { TurnStepper } from './turn-stepper';

/** How long all lanes took together, how long they would have taken one after another, and the speed-up. */
export function TrackTimes() {
  const { store } = usePaneSource();
  const running = usePaneState((state) => selectedAnswers(state, selectedTurn(state)).some(isRunning));
  // Drawn each frame while lanes run, and else when a lane has ended.
  usePaneState((state) => selectedAnswers(state, selectedTurn(state)).map((answer) => isRunning(answer) || answer));
  const elapsed = useElapsed(running);
  const state = store.getState();
  const sum = sumOfLanes(selectedAnswers(state, selectedTurn(state)), elapsed);
  const { together, oneAfterAnother, speedup, counted } = sum;
  const lanes = countedWords(sum);
  return (
    <dl data-slot="track-times" className="flex flex-wrap items-baseline gap-x-4 md:basis-full folded:basis-auto">
      <div>
        {/* The clock went on between rendering on the server and here; also below. */}
        <dd
          suppressHydrationWarning
          translate="no"
          className="mr-1.5 inline font-semibold text-[22px] text-ink tracking-tight tabular-nums folded:text-[15px] max-sm:text-lg"
        >
          {counted === 0 ? UNKNOWN : tenths(together)}
        </dd>
        <dt className="inline">{`${running ? 'so far, together' : 'together'}${lanes ? `, ${lanes}` : ''}`}</dt>
      </div>
      {counted > 1 && (
        <div>
          <dt className="inline max-sm:sr-only">one after another </dt>
          <dd suppressHydrationWarning translate="no" className="inline font-mono tabular-nums max-sm:sr-only">
            {tenths(oneAfterAnother)}
          </dd>
          <dd className="inline font-semibold text-ink tabular-nums">
            <span className="max-sm:sr-only"> · </span>
            <span suppressHydrationWarning>{`${speedup.toFixed(1)}× faster`}</span>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Which lanes the sum leaves out because they did not answer at the same time as the others. */
function QueueNote() {
  const words = usePaneState((state) => queueWords(selectedAnswers(state, selectedTurn(state))));
  return words === null ? null : (
    <p data-slot="queue-note" className="md:basis-full">
      {words}
    </p>
  );
}

/** What asking at once saved, and the actions on the whole turn. */
export function TrackSum() {
  const readOnly = useReadOnly();
  return (
    <div
      data-slot="track-sum"
      className="track-sum folded:border-l-0 folded:pl-0 relative flex min-h-7 flex-wrap content-center items-baseline gap-x-4 gap-y-0.5 pr-8 text-ink-2 text-xs"
    >
      <TrackTimes />
      <QueueNote />
      <TrackFirsts />
      {!readOnly && <SpokenSummary />}
      <TurnStepper />
      <RetryAll />
      <LayoutButton />
      <FoldButton />
    </div>
  );
}
