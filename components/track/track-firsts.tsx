'use client';

import { shownAnswers, useBests, useTurns } from '@/lib/client/use-shown';
import { useWorkspaceState } from '@/lib/client/use-workspace';
import { shownAnswer, shownTurn } from '@/lib/client/workspace-state';
import { figuresOf } from '@/lib/comparison/figures';
import { firstLanesOf } from '@/lib/comparison/track';
import { shortSeconds } from '../panes/short-figures';
import { usePromptTokens } from '../panes/use-prompt-tokens';
import { dollars } from '../ui/format';

/** Who was first and who cost least, by letter; several when they tie. */
export function TrackFirsts() {
  const { turn } = useTurns();
  const [asked, first, firstToken] = useWorkspaceState((state) => {
    const answers = shownAnswers(state, shownTurn(state));
    const { lanes, firstToken } = firstLanesOf(answers);
    return [answers.length, lanes.join(', '), firstToken] as const;
  });
  const { cost: cheapest } = useBests(turn);
  const promptTokens = usePromptTokens(cheapest[0] ?? 'A', turn);
  const least = useWorkspaceState((state) => {
    const answer = cheapest[0] && shownAnswer(state, turn, cheapest[0]);
    const seat = state.record?.lanes.find(({ lane }) => lane === cheapest[0]);
    return answer ? (figuresOf(answer, seat?.usdPerMillion ?? null, promptTokens).cost?.usd ?? null) : null;
  });
  if (asked < 2) return null;
  return (
    <dl data-slot="track-firsts">
      <dt className="inline">First </dt>
      <dd className="inline">
        {/* Its place is kept before anybody is first. */}
        <b className="font-semibold text-ink">{first}</b> {firstToken === null ? '–' : shortSeconds(firstToken)}
      </dd>
      {cheapest.length > 0 && (
        <>
          <dt className="inline"> · cheapest </dt>
          <dd className="inline">
            <b className="font-semibold text-ink">{cheapest.join(', ')}</b> {dollars(least ?? 0)}
          </dd>
        </>
      )}
    </dl>
  );
}
