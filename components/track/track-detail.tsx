import { usePaneState } from '@/lib/client/use-panes';
import type { Answer } from '@/lib/comparison/answer';
import { exactSeconds } from '@/lib/comparison/figure-words';
import { figuresOf } from '@/lib/comparison/figures';
import { attemptsOf } from '@/lib/comparison/state';
import type { Lane } from '@/lib/protocol/lane';
import { shortFailure } from '../lane/failure-words';
import { FigureList } from '../lane/figure-list';
import { useLaneRecord, usePromptTokens } from '../lane/use-lane';

interface TrackDetailProps {
  id: string;
  lane: Lane;
  answer: Answer;
}

/** The exact figures of a row, and its tries. */
export function TrackDetail({ id, lane, answer }: TrackDetailProps) {
  const { name, usdPerMillion } = useLaneRecord(lane, answer.turn);
  const attempts = usePaneState((state) => attemptsOf(state.answers, answer.turn, lane).length);
  const figures = figuresOf(answer, usdPerMillion, usePromptTokens(lane, answer.turn));
  return (
    <div
      id={id}
      role="tooltip"
      data-slot="track-detail"
      className="absolute top-full left-0 z-30 mt-1 w-[23rem] max-w-full rounded-lg border border-line-strong bg-raised p-3 text-xs shadow-lg sm:left-[184px]"
    >
      <p className="mb-1.5 font-semibold [overflow-wrap:anywhere]">
        <span translate="no">{name}</span>
        {attempts > 1 && (
          <span className="font-normal text-ink-2">{` · attempt ${answer.attempt} of ${attempts}`}</span>
        )}
      </p>
      <FigureList figures={figures} />
      {answer.tries.map(({ try: nth, at, failure }) => (
        <p key={nth} className="mt-1.5 text-ink-2">
          {`Try ${nth} after ${shortFailure(failure)} at ${exactSeconds(at - answer.startedAt)}`}
        </p>
      ))}
      {answer.phase === 'failed' && <p className="mt-1.5 text-bad">{`Failed: ${shortFailure(answer.failure)}`}</p>}
    </div>
  );
}
