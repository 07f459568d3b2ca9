import type { CSSProperties } from 'react';
import { tickLabel } from '@/lib/comparison/ticks';

/** The time scale: faint lines through the rows, with the seconds below. */
export function TrackAxis({ ticks }: { ticks: readonly number[] }) {
  return (
    <div
      data-slot="track-axis"
      translate="no"
      aria-hidden="true"
      className="track-bar pointer-events-none absolute inset-y-0 right-0 left-[calc(var(--names)+10px)] sm:left-[184px]"
    >
      <div className="track-plane">
        {ticks.map((ms, index) => (
          <span
            key={ms}
            className={`track-at ${whereHidden(ticks.length - index)}`}
            style={{ '--at': ms } as CSSProperties}
          >
            <i className="absolute top-0 bottom-4 left-0 w-px bg-ink/8" />
            <span className="absolute bottom-0 -translate-x-1/2 whitespace-nowrap font-mono text-[10px] text-ink-3 leading-[14px]">
              {tickLabel(ms)}
            </span>
          </span>
        ))}
      </div>
    </div>
  );
}

/**
 * Labels must not touch. On a phone, or if the sum leaves little room, every other label is visible, counted from the last;
 * on the narrowest screens every fourth.
 */
function whereHidden(fromLast: number): string {
  if (fromLast % 2 === 0) return 'max-sm:hidden md:max-lg:hidden';
  return fromLast % 4 === 3 ? 'max-[22rem]:hidden' : '';
}
