import { FoldButton } from './fold-button';
import { RetryAll } from './retry-all';
import { TrackFirsts } from './track-firsts';
import { TrackTimes } from './track-times';
import { TurnStepper } from './turn-stepper';

/** What asking at once came to; what can be done with the turn as a whole. */
export function TrackSum() {
  return (
    <div
      data-slot="track-sum"
      className="track-sum folded:border-l-0 folded:pl-0 relative flex min-h-7 flex-wrap content-center items-baseline gap-x-4 gap-y-0.5 pr-8 text-ink-2 text-xs"
    >
      <TrackTimes />
      <TrackFirsts />
      <TurnStepper />
      <RetryAll />
      <FoldButton />
    </div>
  );
}
