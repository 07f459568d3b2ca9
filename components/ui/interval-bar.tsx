import type { Interval } from '@/lib/comparison/board';

/** A share as a dot on a scale from 0 to 1 with a mark in the middle, its interval as a line with whiskers. */
export function IntervalBar({ p, low, high }: Interval) {
  const at = (share: number) => `${(share * 100).toFixed(2)}%`;
  const [left, right] = [at(low), at(high)];
  return (
    <svg aria-hidden="true" data-slot="interval-bar" className="block h-5 w-full overflow-visible stroke-current">
      <line x1="0" x2="100%" y1="10" y2="10" className="text-line" />
      <line x1="50%" x2="50%" y1="0" y2="20" className="text-line-strong" />
      <g className="text-ink-2" strokeWidth="2">
        <line x1={left} x2={right} y1="10" y2="10" />
        <line x1={left} x2={left} y1="6" y2="14" />
        <line x1={right} x2={right} y1="6" y2="14" />
      </g>
      <circle cx={at(p)} cy="10" r="5" className="fill-current stroke-none text-ink" />
    </svg>
  );
}
