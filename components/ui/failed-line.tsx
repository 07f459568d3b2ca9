interface FailedLineProps {
  /** A sentence. */
  reason: string;
  onRetry: () => void;
  className?: string;
}

/** Why something could not be loaded, and a button to try again. */
export function FailedLine({ reason, onRetry, className = '' }: FailedLineProps) {
  return (
    <p role="alert" data-slot="failed-line" className={`text-sm ${className}`}>
      <span>{`${reason} `}</span>
      <button type="button" className="underline underline-offset-2" onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}
