import { type Answer, isRunning } from '@/lib/comparison/answer';
import { type TrackRow as Row, type Span, trackRowOf } from '@/lib/comparison/track';
import { shortFailure } from '../panes/failure-words';
import { tenths } from '../ui/format';
import { LaneBadge } from '../ui/lane-badge';
import { laneColor } from '../ui/lane-color';

/** The finest stretch that is drawn, as a part of the scale: about two pixels on a wide screen. */
const GRAINS = 420;

interface TrackRowProps {
  name: string;
  answer: Answer;
  /** ms since its run began. */
  now: number;
  /** Length of the time scale, ms. */
  scale: number;
}

/** One lane: hatched while it waits, light while it thinks, its colour where it wrote. */
export function TrackRow({ name, answer, now, scale }: TrackRowProps) {
  const row = trackRowOf(answer, now, scale / GRAINS);
  const percent = (ms: number) => `${Math.min(100, (ms / scale) * 100).toFixed(3)}%`;
  const place = ({ from, to }: Span) => ({ left: percent(from), width: percent(Math.max(0, to - from)) });
  const label = labelOf(answer);
  return (
    <li
      data-slot="track-row"
      style={laneColor(answer.lane)}
      className="grid grid-cols-[104px_minmax(0,1fr)] items-center gap-x-3 sm:grid-cols-[168px_minmax(0,1fr)] sm:gap-x-4"
    >
      <span className="flex items-center gap-[7px] overflow-hidden text-ink-2 text-xs">
        <LaneBadge lane={answer.lane} />
        <span className="truncate" title={name}>
          {name}
        </span>
      </span>
      <span className="relative h-4 overflow-hidden rounded bg-sunk" role="img" aria-label={inWords(answer, row)}>
        <i className="track-wait absolute inset-y-0" style={place(row.wait)} />
        {row.think && <i className="absolute inset-y-0 bg-(--c)/25" style={place(row.think)} />}
        <svg
          aria-hidden="true"
          className="track-writing absolute inset-0 size-full"
          viewBox={`0 0 ${GRAINS} 1`}
          preserveAspectRatio="none"
        >
          <path fill="var(--c)" d={pathOf(row.writing, scale)} />
        </svg>
        {row.end !== null && <i className="absolute inset-y-0 w-0.5 bg-ink" style={{ left: percent(row.end) }} />}
        {row.end === null && (
          <i className="track-edge absolute inset-y-0 w-0.5 bg-(--c)" style={{ left: percent(row.edge) }} />
        )}
        {label && (
          <span
            className={`absolute top-0 whitespace-nowrap pl-1.5 text-[11px] leading-4 ${answer.phase === 'failed' ? 'text-bad' : 'font-mono text-ink-2'}`}
            style={{ left: percent(row.edge) }}
          >
            {label}
          </span>
        )}
      </span>
    </li>
  );
}

function pathOf(spans: readonly Span[], scale: number): string {
  const grain = scale / GRAINS;
  return spans
    .map(
      ({ from, to }) =>
        `M${(from / grain).toFixed(2)} 0h${((to - from) / grain).toFixed(2)}v1h-${((to - from) / grain).toFixed(2)}z`,
    )
    .join('');
}

function labelOf(answer: Answer): string | null {
  if (isRunning(answer)) return null;
  if (answer.phase === 'failed') return shortFailure(answer.failure);
  const took = tenths(answer.endedAt - answer.startedAt);
  return answer.phase === 'stopped' ? `${took} stopped` : took;
}

function inWords(answer: Answer, { wait, think, end }: Row): string {
  const parts = [`waited ${tenths(wait.to - wait.from)}`];
  if (think) parts.push(`thought ${tenths(think.to - think.from)}`);
  if (answer.textMarks.length > 0) parts.push(isRunning(answer) ? 'is writing' : 'wrote');
  if (end !== null && answer.phase === 'failed') parts.push(`failed: ${shortFailure(answer.failure)}`);
  else if (end !== null) parts.push(`${answer.phase === 'stopped' ? 'stopped' : 'ended'} at ${tenths(end)}`);
  return `${answer.lane} ${parts.join(', ')}`;
}
