import { LANE_LETTERS } from '@/lib/protocol/lane';
import type { PollCounts as Counts, Proportion } from '@/lib/protocol/poll-counts';
import { LaneBadge } from '../lane/lane-badge';
import { countOf } from '../ui/format';
import { IntervalBar } from '../ui/interval-bar';

/** What the voters have chosen, by letter, each with its 95 % interval. */
export function PollCounts({ counts: { ballots, best, chosen, equal, bad } }: { counts: Counts }) {
  if (ballots === 0) return <p data-slot="poll-counts">No ballots yet.</p>;
  return (
    <div data-slot="poll-counts" className="grid gap-1 tabular-nums">
      <p className="font-medium">{countOf(ballots, 'ballot')}</p>
      <ul aria-label="How often each answer was chosen" className="grid gap-1">
        {LANE_LETTERS.flatMap((lane) => {
          const share = chosen[lane];
          if (!share) return [];
          return [
            <li key={lane} className="grid grid-cols-[1rem_minmax(0,1fr)_8.5rem] items-center gap-2">
              <LaneBadge lane={lane} />
              <span className="px-1.5">
                <IntervalBar {...share} />
              </span>
              <span className="text-right">{` ${shareWords(best[lane] ?? 0, share)}`}</span>
            </li>,
          ];
        })}
      </ul>
      <p>{`All equal ${equal}, all bad ${bad}`}</p>
      <p className="text-ink-2 text-xs">
        Of all ballots, with 95 % intervals. Your own is not among them. The poll counts browsers, not people.
      </p>
    </div>
  );
}

/** "2 (67 %, 21 to 94)". */
export function shareWords(count: number, { p, low, high }: Proportion): string {
  const [share, least, most] = [p, low, high].map((part) => Math.round(part * 100));
  return `${count} (${share} %, ${least} to ${most})`;
}
