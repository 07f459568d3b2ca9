import type { ReactNode } from 'react';

const LOOKS = {
  plain: 'border-line-strong bg-raised hover:bg-sunk',
  primary: 'border-ink bg-ink text-paper hover:opacity-90',
} as const;

interface LinkButtonProps {
  href: string;
  look: keyof typeof LOOKS;
  /** The link downloads a file. */
  download?: boolean;
  children: ReactNode;
}

/** A link that looks like a button; it works without script. */
export function LinkButton({ href, look, download, children }: LinkButtonProps) {
  return (
    <a
      data-slot="link-button"
      href={href}
      download={download}
      className={`hit inline-flex min-h-8 items-center whitespace-nowrap rounded-lg border px-3 text-[13px] ${LOOKS[look]}`}
    >
      {children}
    </a>
  );
}
