'use client';

import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';

interface PopoverPanelProps {
  title: ReactNode;
  /** The side on which it opens, if there is room. */
  side?: 'top' | 'bottom';
  children: ReactNode;
}

/** The panel of a popover, above its trigger by default. It belongs inside a `Popover.Root`. */
export function PopoverPanel({ title, side = 'top', children }: PopoverPanelProps) {
  return (
    <Popover.Portal>
      <Popover.Positioner side={side} align="start" sideOffset={8} collisionPadding={12} className="z-10">
        <Popover.Popup
          data-slot="popover-panel"
          className="max-h-(--available-height) w-[min(20rem,calc(100vw-1.5rem))] overflow-y-auto overscroll-contain rounded-xl border border-line-strong bg-raised p-4 text-[13px] shadow-xl outline-none"
        >
          <Popover.Title className="flex items-center gap-2 font-semibold text-sm">{title}</Popover.Title>
          {children}
        </Popover.Popup>
      </Popover.Positioner>
    </Popover.Portal>
  );
}
