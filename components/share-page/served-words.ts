import { listOf } from '@/lib/client/list-of';
import { lanesOf, latestTurn, type PaneState } from '@/lib/client/pane-state';
import { selectedAnswers } from '@/lib/client/use-panes';
import { endingOf } from '@/lib/comparison/ending-of';

/** "Served by Anthropic (A), Azure (B and C)"; null where no provider was named, and of demo models never. */
export function servedWords(turns: readonly PaneState[]): string | null {
  const served = new Map<string, Set<string>>();
  for (const state of turns) {
    for (const { lane, demo } of lanesOf(state)) {
      const answer = selectedAnswers(state, latestTurn(state)).find((shown) => shown.lane === lane);
      const ending = answer && endingOf(answer);
      if (!answer || !ending?.provider || demo) continue;
      const { provider, servedModel } = ending;
      const who = servedModel === null || servedModel === answer.model ? provider : `${provider} as ${servedModel}`;
      served.set(who, (served.get(who) ?? new Set()).add(lane));
    }
  }
  if (served.size === 0) return null;
  return `Served by ${[...served].map(([who, lanes]) => `${who} (${listOf([...lanes].sort())})`).join(', ')}`;
}
