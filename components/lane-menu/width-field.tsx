'use client';

import { type ChangeEvent, useId, useState } from 'react';
import { keepWidth, WIDTHS } from '@/lib/client/lane-widths';
import { usePreference } from '@/lib/client/use-preference';
import type { Lane } from '@/lib/protocol/lane';
import { Button } from '../ui/button';

/** How wide a lane is that stands in a column. */
export function WidthField({ lane }: { lane: Lane }) {
  const [layout] = usePreference('layout');
  const [width, setWidth] = useState(() => drawnWidth(lane));
  const id = useId();
  if (layout !== '' || width === null) return null;
  const change = ({ target }: ChangeEvent<HTMLInputElement>) => {
    setWidth(Number(target.value));
    keepWidth(lane, Number(target.value));
  };
  const reset = () => {
    keepWidth(lane, null);
    setWidth(drawnWidth(lane));
  };
  return (
    <div data-slot="width-field" className="mt-1 flex min-h-8 items-center gap-3 max-sm:hidden">
      <label htmlFor={id}>Width</label>
      <input
        id={id}
        type="range"
        min={WIDTHS.least}
        max={WIDTHS.most}
        step={20}
        value={width}
        aria-valuetext={`${width} pixels`}
        onChange={change}
        className="h-[24px] min-w-0 flex-1 pointer-coarse:h-[40px] accent-ink"
      />
      <Button look="quiet" onClick={reset}>
        Usual
      </Button>
    </div>
  );
}

function drawnWidth(lane: Lane): number | null {
  const pane = document.getElementById(`lane-${lane}`)?.closest('article');
  return pane ? Math.round(pane.getBoundingClientRect().width) : null;
}
