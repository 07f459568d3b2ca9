'use client';

import type { ReactNode } from 'react';
import { Boundary } from './boundary';
import { Button } from './button';

/** A part of the page; should it fail, a line that brings it back. The parts beside it go on. */
export function PartBoundary({ children }: { children: ReactNode }) {
  return (
    <Boundary
      fallback={(again) => (
        <div data-slot="part-boundary" className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-[13px]">
          <p role="alert" className="text-ink-2">
            This part of the page has failed. An extension or a translation may have changed it.
          </p>
          <Button onClick={again}>Show it again</Button>
        </div>
      )}
    >
      {children}
    </Boundary>
  );
}
