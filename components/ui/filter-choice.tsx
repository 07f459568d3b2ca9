import type { ReactNode } from 'react';

/** A control in a line of filters. */
export const FILTER_CONTROL =
  'inline-flex min-h-8 flex-none items-center whitespace-nowrap rounded-lg border border-line-strong bg-paper px-2.5 text-[13px] hover:bg-sunk aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper pointer-coarse:min-h-[40px]';

interface FilterChoiceProps {
  label: string;
  value: string;
  /** The value that is set until another is chosen. */
  usual: string;
  onChoose(value: string): void;
  children: ReactNode;
}

/** One of several values of a filter; it stands out while it is not the usual one. */
export function FilterChoice({ label, value, usual, onChoose, children }: FilterChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChoose(event.target.value)}
      className={`${FILTER_CONTROL} max-w-44 max-sm:max-w-36 ${value === usual ? '' : 'border-ink font-medium'}`}
    >
      {children}
    </select>
  );
}
