import type { ComponentProps } from 'react';

const LOOKS = {
  plain: 'border-line-strong bg-raised hover:bg-sunk',
  primary: 'border-ink bg-ink text-paper hover:opacity-90',
  quiet: 'border-transparent text-ink-2 hover:bg-sunk hover:text-ink',
} as const;

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof LOOKS;
}

/** A disabled button is only `aria-disabled`, so that it can be reached and its reason read. */
export function Button({ look = 'plain', className = '', type = 'button', ...props }: ButtonProps) {
  return (
    <button
      data-slot="button"
      type={type}
      className={`inline-flex min-h-8 items-center gap-2 whitespace-nowrap rounded-lg border px-3 text-[13px] aria-disabled:cursor-not-allowed aria-disabled:opacity-55 ${LOOKS[look]} ${className}`}
      {...props}
    />
  );
}
