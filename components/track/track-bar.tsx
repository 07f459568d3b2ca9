import type { CSSProperties } from 'react';
import { type Answer, calledAt, isRunning } from '@/lib/comparison/answer';
import type { Span, TrackRow } from '@/lib/comparison/track';
import { shortFailure } from '../lane/failure-words';
import { tenths } from '../ui/format';

interface TrackBarProps {
  answer: Answer;
  row: TrackRow;
}

/** A dashed line while a lane is queued, hatched while it waits, light while it thinks, its colour where it wrote. Placed by `--scale` and `--now`. */
export function TrackBar({ answer, row }: TrackBarProps) {
  const { queue, wait, think, writing, tries, end } = row;
  const running = isRunning(answer);
  const label = barLabel(answer);
  const written = { from: 0, to: writing.at(-1)?.to ?? 0 };
  return (
    <span
      data-slot="track-bar"
      className="track-bar relative block h-3.5 overflow-hidden rounded bg-sunk sm:h-4 low:group-data-many/rows:h-[13px]"
      role="img"
      aria-label={barWords(answer, row)}
    >
      <span className="track-plane">
        {queue && (
          <span className="track-span" style={place(queue)}>
            <i data-slot="track-queue" className={`track-queue ${queue.to === null ? 'track-live' : ''}`} />
          </span>
        )}
        <span className="track-span" style={place(wait)}>
          <i className={`track-wait ${wait.to === null ? 'track-live' : ''}`} />
        </span>
        {think && (
          <span className="track-span" style={place(think)}>
            <i className={`track-think ${think.to === null ? 'track-live' : ''}`} />
          </span>
        )}
        {written.to > 0 && (
          <span className="track-span" style={place(written)}>
            <svg
              aria-hidden="true"
              className="track-writing"
              viewBox={`0 0 ${written.to} 1`}
              preserveAspectRatio="none"
            >
              <path
                fill="var(--c)"
                d={writing.map(({ from, to }) => `M${from} 0h${to - from}v1h${from - to}z`).join('')}
              />
            </svg>
          </span>
        )}
        {tries.map(({ at, try: nth }) => (
          <span key={nth} className="track-at" style={{ '--at': at } as CSSProperties}>
            <svg
              aria-hidden="true"
              data-slot="track-try"
              viewBox="0 0 12 12"
              className="absolute top-px size-3 -translate-x-1/2 rounded-full bg-raised stroke-bad sm:top-0.5"
            >
              <path d="M9.2 6a3.2 3.2 0 1 1-1-2.3M8.6 1.6v2.3H6.3" fill="none" strokeWidth="1.3" />
            </svg>
          </span>
        ))}
        <span className="track-at" style={{ '--at': end ?? 'var(--now)' } as CSSProperties}>
          <i className={`absolute inset-y-0 w-0.5 ${running ? 'track-edge bg-(--c)' : 'bg-ink'}`} />
        </span>
      </span>
      {label && (
        <span className="absolute inset-0 flex">
          {/* It shrinks if there is no room, so that the label is not cut at the end of the row. */}
          <i className="track-until min-w-0" style={{ '--at': end ?? 0 } as CSSProperties} />
          <span
            data-slot="track-label"
            className={`ml-0.5 flex-none whitespace-nowrap rounded bg-sunk px-1.5 text-[11px] leading-3.5 sm:leading-4 low:group-data-many/rows:leading-[13px] ${answer.phase === 'failed' ? 'text-bad' : 'font-mono text-ink-2 tabular-nums'}`}
          >
            {label}
          </span>
        </span>
      )}
    </span>
  );
}

function place({ from, to }: Span): CSSProperties {
  return { '--from': from, '--to': to ?? 'var(--now)' } as CSSProperties;
}

/** The label at the end of a bar: how long the lane took, or why it has no answer. */
export function barLabel(answer: Answer): string | null {
  if (isRunning(answer)) return null;
  if (answer.phase === 'failed') return shortFailure(answer.failure);
  const took = tenths(answer.endedAt - calledAt(answer));
  return answer.phase === 'stopped' ? `${took} stopped` : took;
}

/** The bar in words, for screen readers. */
export function barWords(answer: Answer, { queue, wait, think, writing, tries, end }: TrackRow): string {
  const isCalled = queue === null || answer.queue?.to !== null;
  const silent = end !== null && think === null && writing.length === 0 && answer.notes.length === 0;
  const waited = wait.to === null ? 'is waiting' : silent ? 'said nothing' : `waited ${tenths(wait.to - wait.from)}`;
  const parts = queue ? [queue.to === null ? 'is queued' : `was queued ${tenths(queue.to - queue.from)}`] : [];
  if (isCalled) parts.push(waited);
  if (tries.length > 0) parts.push(`tried again ${tries.length === 1 ? 'once' : `${tries.length} times`}`);
  if (think) parts.push(think.to === null ? 'is thinking' : `thought ${tenths(think.to - think.from)}`);
  if (writing.length > 0) parts.push(isRunning(answer) ? 'is writing' : 'wrote');
  if (end !== null && answer.phase === 'failed') parts.push(`failed: ${shortFailure(answer.failure)}`);
  else if (end !== null) parts.push(`${answer.phase === 'stopped' ? 'stopped' : 'ended'} at ${tenths(end)}`);
  return `${answer.lane} ${parts.join(', ')}`;
}
