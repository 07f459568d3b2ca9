'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { FILTER_CONTROL } from '../ui/filter-choice';

interface FilterMenuProps {
  label: string;
  /** A value other than the usual one is chosen. */
  isSet: boolean;
  /** The links to choose from. */
  children: ReactNode;
}

/** A list that opens below its name. It works without script, with which Esc and a press elsewhere close it. */
export function FilterMenu({ label, isSet, children }: FilterMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = ({ target }: Event) => {
      if (menu.current && target instanceof Node && !menu.current.contains(target)) menu.current.open = false;
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('focusin', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('focusin', close);
    };
  }, []);
  return (
    <details
      ref={menu}
      name="board-filter"
      data-slot="filter-menu"
      className="relative"
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || !menu.current?.open) return;
        menu.current.open = false;
        menu.current.querySelector('summary')?.focus();
      }}
    >
      <summary
        className={`${FILTER_CONTROL} list-none gap-1.5 [&::-webkit-details-marker]:hidden ${isSet ? 'border-ink font-medium' : ''}`}
      >
        <bdi className="max-w-44 truncate">{label}</bdi>
        <span aria-hidden="true">▾</span>
      </summary>
      <ul className="absolute top-full left-0 z-10 mt-1 max-h-72 w-max min-w-full max-w-[min(20rem,calc(100vw-2rem))] overflow-y-auto rounded-lg border border-line-strong bg-raised py-1 text-[13px] shadow-lg">
        {children}
      </ul>
    </details>
  );
}
