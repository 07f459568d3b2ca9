'use client';

import { useEffect, useRef } from 'react';

interface LinkFieldProps {
  url: string;
  /** To be copied by hand. */
  selected: boolean;
}

/** A link's address, to look at and to copy by hand. */
export function LinkField({ url, selected }: LinkFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!selected) return;
    field.current?.focus();
    field.current?.select();
  }, [selected]);
  return (
    <input
      ref={field}
      data-slot="link-field"
      aria-label="Link"
      readOnly
      value={url}
      onFocus={(event) => event.target.select()}
      className="my-2 w-full rounded-lg border border-line-strong bg-paper px-2.5 py-1.5 font-mono text-base sm:text-xs"
    />
  );
}
