'use client';

import { type PointerEvent, useRef } from 'react';
import { keepWidth, showWidth } from '@/lib/client/lane-widths';
import type { Lane } from '@/lib/protocol/lane';

/** The edge of a lane that stands in a column, to be dragged; a double press gives the usual width. By keyboard it is in the lane's menu. */
export function WidthHandle({ lane }: { lane: Lane }) {
  /** What is added to the pointer's place for the width, px. */
  const offset = useRef<number | null>(null);
  const widthAt = (event: PointerEvent) => (offset.current === null ? null : event.clientX + offset.current);
  const end = (event: PointerEvent) => {
    const width = widthAt(event);
    offset.current = null;
    if (width !== null) keepWidth(lane, width);
  };
  return (
    <div
      aria-hidden="true"
      data-slot="width-handle"
      title="Drag to change the width; a double press gives the usual one"
      onPointerDown={(event) => {
        const pane = event.currentTarget.closest('article');
        if (!pane || event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        offset.current = pane.getBoundingClientRect().width - event.clientX;
      }}
      onPointerMove={(event) => {
        const width = widthAt(event);
        if (width !== null) showWidth(lane, width);
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => keepWidth(lane, null)}
      className="absolute inset-y-0 -right-1 z-1 w-2 cursor-col-resize touch-none hover:bg-line-strong max-sm:hidden [:root[data-layout]_&]:hidden"
    />
  );
}
