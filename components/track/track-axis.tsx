import type { CSSProperties } from 'react';
import { tickLabel } from '@/lib/comparison/ticks';

/** The time scale: faint lines through the rows, and how many seconds they stand for below. */
export function TrackAxis({ ticks }: { ticks: readonly number[] }) {
  return (
    <div
      data-slot="track-axis"
      aria-hidden="true"
      className="track-bar pointer-events-none absolute inset-y-0 right-0 left-[calc(var(--names)+10px)] sm:left-[184px]"
    >
      {ticks.map((ms, index) => (
        <span
          key={ms}
          // On a phone, and where the sum leaves little room beside it, every other one, counted from the last: labels must
          // not touch.
          className={`track-at absolute inset-y-0 ${(ticks.length - index) % 2 === 0 ? 'max-sm:hidden md:max-lg:hidden' : ''}`}
          style={{ '--at': ms } as CSSProperties}
        >
          <i className="absolute top-0 bottom-4 left-0 w-px bg-ink/8" />
          <span className="absolute bottom-0 -translate-x-1/2 whitespace-nowrap font-mono text-[10px] text-ink-3 leading-[14px]">
            {tickLabel(ms)}
          </span>
        </span>
      ))}
    </div>
  );
}
