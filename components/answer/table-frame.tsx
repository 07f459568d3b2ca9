'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { markdownRows } from '@/lib/comparison/markdown-rows';
import { CopyButton } from '../ui/copy-button';
import { frameProps } from './frame-props';
import { readCells, tabbed } from './table-cells';

interface TableFrameProps {
  /** More rows are expected. */
  open: boolean;
  /** The table. */
  children: ReactNode;
}

/** A table that scrolls sideways by itself, with what can be done with it: copied, or opened as wide as the window. */
export function TableFrame({ open, children }: TableFrameProps) {
  const box = useRef<HTMLDivElement>(null);
  const { isWide, toggle } = useWide(box);
  const cells = () => readCells(box.current?.querySelector('table') ?? null);
  return (
    <div ref={box} className="table-box" {...(isWide && WIDE)}>
      <div className="table" {...frameProps('Table')}>
        {children}
      </div>
      <div className="tools" hidden={open}>
        <CopyButton text={() => tabbed(cells())} label="Copy table" />
        <CopyButton text={() => markdownRows(cells())} label="Copy as Markdown" />
        <button type="button" aria-expanded={isWide} onClick={toggle}>
          {isWide ? 'Close' : 'Open wide'}
        </button>
      </div>
    </div>
  );
}

const WIDE = { popover: 'auto', role: 'dialog', 'aria-label': 'Table' } as const;

/**
 * Shows an element over the page and back in its place. A popover, not a copy in a dialog: nothing is parsed or drawn twice,
 * and the browser closes it by Esc or by a press beside it.
 */
function useWide(box: React.RefObject<HTMLElement | null>) {
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element || !isWide) return;
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') setWide(false);
    };
    element.addEventListener('toggle', onToggle);
    element.showPopover();
    return () => element.removeEventListener('toggle', onToggle);
  }, [isWide, box]);
  const toggle = () => {
    if (isWide) box.current?.hidePopover();
    else setWide(true);
  };
  return { isWide, toggle };
}
