import { type ReactNode, useId } from 'react';

interface ChoiceProps {
  label: string;
  value: string;
  onChoose(value: string): void;
  /** The options. */
  children: ReactNode;
}

/** A labelled choice out of a list. The browser's own: it opens well under a finger, and long names do not stretch it. */
export function Choice({ label, value, onChoose, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 items-center gap-2">
      <label htmlFor={id} className="flex-none text-ink-2">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
        className="h-9 min-w-0 max-w-64 rounded-lg border border-line-strong bg-paper px-2 text-base sm:text-[13px]"
      >
        {children}
      </select>
    </div>
  );
}
