import type { ReactNode } from 'react';

/** A fact in a few words. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span data-slot="badge" className="rounded-full border border-line-strong px-2.5 py-px text-[12.5px]">
      {children}
    </span>
  );
}
