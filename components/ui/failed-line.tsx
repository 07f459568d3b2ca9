interface FailedLineProps {
  /** A sentence. */
  why: string;
  onRetry: () => void;
  className?: string;
}

/** Why something could not be had, and the way to try it again. */
export function FailedLine({ why, onRetry, className = '' }: FailedLineProps) {
  return (
    <p role="alert" data-slot="failed-line" className={`text-sm ${className}`}>
      <span>{`${why} `}</span>
      <button type="button" className="underline underline-offset-2" onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}
