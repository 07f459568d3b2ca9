import { answerLengths } from '@/lib/client/answer-lengths';
import { laneCosts } from '@/lib/client/turn-cost';
import { useWorkspaceState } from '@/lib/client/use-workspace';
import { dollars } from '@/lib/comparison/figure-words';
import type { Lane } from '@/lib/protocol/lane';

/** About what the next question costs in a lane: from its prompt, its model's price, and how long its answers were so far. */
export function LaneCostLine({ lane }: { lane: Lane }) {
  const usd = useWorkspaceState(
    (...states) => laneCosts(...states, answerLengths.medianOf).find((cost) => cost.lane === lane)?.usd ?? null,
  );
  return (
    <p data-slot="lane-cost" className="mt-2 text-ink-2 empty:hidden">
      {usd !== null && `≈ ${dollars(usd)} for the next question`}
    </p>
  );
}
