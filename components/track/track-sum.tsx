import { type Answer, isRunning } from '@/lib/comparison/answer';
import { figuresOf } from '@/lib/comparison/figures';
import { sumOfSpans } from '@/lib/comparison/sum-of-lanes';
import { firstsOf } from '@/lib/comparison/track';
import type { LaneRecord } from '@/lib/protocol/comparison';
import { dollars, tenths } from '../ui/format';

interface TrackSumProps {
  /** The lanes of the turn; `now` is ms since the lane's run began. */
  lanes: readonly { record: LaneRecord; answer: Answer; now: number }[];
}

/** What asking at once came to: together, one after another, times faster, and who was first and cheapest. */
export function TrackSum({ lanes }: TrackSumProps) {
  const running = lanes.some(({ answer }) => isRunning(answer));
  const { together, oneAfterAnother, speedup } = sumOfSpans(
    lanes.map(({ answer, now }) => ({ start: answer.startedAt, end: isRunning(answer) ? now : answer.endedAt })),
  );
  const costs = lanes.map(({ record, answer }) => ({
    answer,
    cost: figuresOf(answer, record.usdPerMillion).cost?.usd ?? null,
  }));
  const { first, cheapest } = firstsOf(costs);
  const firstToken = first[0] && figuresOf(first[0], null).firstToken;
  const least = costs.find(({ answer }) => answer === cheapest[0])?.cost;
  return (
    <dl
      data-slot="track-sum"
      className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 text-ink-2 text-xs md:grid md:border-line md:border-l md:pl-4"
    >
      <div>
        <dd className="mr-1.5 inline font-semibold text-[22px] text-ink tracking-tight tabular-nums">
          {tenths(together)}
        </dd>
        <dt className="inline">{running ? 'so far, together' : 'together'}</dt>
      </div>
      {lanes.length > 1 && (
        <div>
          <dt className="inline">one after another </dt>
          <dd className="inline font-mono tabular-nums">{tenths(oneAfterAnother)}</dd>
          <dd className="inline font-semibold text-ink tabular-nums"> · {speedup.toFixed(1)}× faster</dd>
        </div>
      )}
      {lanes.length > 1 && first.length > 0 && (
        <div>
          <dt className="inline">First </dt>
          <dd className="inline">
            <b className="font-semibold text-ink">{letters(first)}</b> {tenths(firstToken ?? 0)}
          </dd>
          {cheapest.length > 0 && cheapest.length < lanes.length && (
            <>
              <dt className="inline"> · cheapest </dt>
              <dd className="inline">
                <b className="font-semibold text-ink">{letters(cheapest)}</b> {dollars(least ?? 0)}
              </dd>
            </>
          )}
        </div>
      )}
    </dl>
  );
}

function letters(answers: readonly Answer[]): string {
  return answers.map(({ lane }) => lane).join(', ');
}
