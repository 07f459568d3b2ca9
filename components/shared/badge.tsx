import type { ReactNode } from 'react';

interface BadgeProps {
  /** Something that speaks for the comparison. */
  good?: boolean;
  children: ReactNode;
}

/** A fact in two or three words. */
export function Badge({ good = false, children }: BadgeProps) {
  return (
    <span
      data-slot="badge"
      className={`rounded-full border px-2.5 py-px text-[12.5px] ${good ? 'border-ok/40 text-ok' : 'border-line-strong'}`}
    >
      {children}
    </span>
  );
}
