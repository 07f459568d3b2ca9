import { useReadOnly } from '@/lib/client/use-workspace';
import type { RunningAnswer } from '@/lib/comparison/answer';
import { shortFailure } from './failure-words';

/** Before anything has come: quiet lines, and what is known of the wait. */
export function Waiting({ answer }: { answer: RunningAnswer }) {
  const readOnly = useReadOnly();
  const retry = answer.tries.at(-1);
  return (
    <div data-slot="waiting" className="grid gap-2.5">
      <p className="text-[13px] text-ink-2">
        {retry
          ? `${capital(shortFailure(retry.failure))}; try ${retry.try} of 3 follows by itself.`
          : answer.queuedAt === null
            ? 'Waiting for the first word.'
            : 'The provider is processing.'}
      </p>
      {/* In a replay it would be higher than a short answer, and move what stands below. */}
      {!readOnly &&
        ['w-11/12', 'w-4/5', 'w-3/5'].map((width) => (
          <span key={width} aria-hidden="true" className={`h-3 rounded bg-sunk motion-safe:animate-pulse ${width}`} />
        ))}
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
