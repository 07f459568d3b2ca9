import { useWorkspaceState } from '@/lib/client/use-workspace';
import type { Answer } from '@/lib/comparison/answer';
import { figuresOf } from '@/lib/comparison/figures';
import { attemptsOf } from '@/lib/comparison/state';
import type { Lane } from '@/lib/protocol/lane';
import { shortFailure } from '../panes/failure-words';
import { useLaneRecord } from '../panes/use-lane';
import { usePromptTokens } from '../panes/use-prompt-tokens';
import { dollars } from '../ui/format';

interface TrackDetailProps {
  id: string;
  lane: Lane;
  answer: Answer;
}

/** The exact figures of a row, and what was tried. */
export function TrackDetail({ id, lane, answer }: TrackDetailProps) {
  const { name, usdPerMillion } = useLaneRecord(lane);
  const attempts = useWorkspaceState((state) => attemptsOf(state.answers, answer.turn, lane).length);
  const { wait, think, write, total, firstToken, tokensPerSecond, tokens, cost } = figuresOf(
    answer,
    usdPerMillion,
    usePromptTokens(lane, answer.turn),
  );
  const about = (estimated: boolean) => (estimated ? '≈ ' : '');
  const figures: [string, string][] = [
    ['wait', exact(wait)],
    ['think', exact(think)],
    ['write', exact(write)],
    ['first token', exact(firstToken)],
    ['total', exact(total)],
    ['tok/s', tokensPerSecond === null ? '–' : tokensPerSecond.toFixed(1)],
    ['tokens', `${about(tokens.estimated && tokens.output > 0)}${tokens.output.toLocaleString('en')}`],
    ['cost', cost === null ? '–' : `${about(cost.estimated && cost.usd > 0)}${dollars(cost.usd)}`],
  ];
  return (
    <div
      id={id}
      role="tooltip"
      data-slot="track-detail"
      className="absolute top-full left-0 z-30 mt-1 w-72 max-w-full rounded-lg border border-line-strong bg-raised p-3 text-xs shadow-lg sm:left-[184px]"
    >
      <p className="mb-1.5 font-semibold [overflow-wrap:anywhere]">
        {name}
        {attempts > 1 && (
          <span className="font-normal text-ink-2">{` · attempt ${answer.attempt} of ${attempts}`}</span>
        )}
      </p>
      <dl className="grid grid-cols-2 gap-x-5 gap-y-0.5">
        {figures.map(([label, value]) => (
          <div key={label} className="flex justify-between gap-2">
            <dt className="text-ink-2">{label}</dt>
            <dd className="font-mono tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {answer.tries.map(({ try: nth, at, failure }) => (
        <p key={nth} className="mt-1.5 text-ink-2">
          Try {nth} after {shortFailure(failure)} at {exact(at - answer.startedAt)}
        </p>
      ))}
      {answer.phase === 'failed' && <p className="mt-1.5 text-bad">Failed: {shortFailure(answer.failure)}</p>}
    </div>
  );
}

/** ms → "0.612 s", all that is known of it. */
function exact(ms: number | null): string {
  return ms === null ? '–' : `${(ms / 1000).toFixed(3)} s`;
}
