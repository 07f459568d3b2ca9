import { estimateTokens } from '@/lib/comparison/estimate-tokens';
import { historyOf } from '@/lib/comparison/history';
import { newestTurn } from '@/lib/comparison/turns';
import type { TurnRecord } from '@/lib/protocol/comparison';
import type { Price } from '@/lib/protocol/model';
import type { Settings } from '@/lib/protocol/settings';
import { type ComposerState, lanesToAsk } from './composer-state';
import { settingsFor } from './draft';
import type { PaneState } from './pane-state';

/** How long an answer is guessed to be, tokens. */
const ANSWER_TOKENS = 500;

/** A lane that the next question goes to, with about how many tokens are sent to it. */
interface AskedLane {
  price: Price | null;
  settings: Settings;
  input: number;
}

/** About what the next question costs, USD, in all its lanes; null when one of their prices is not known. */
export function turnCost(panes: PaneState, composer: ComposerState): number | null {
  let sum = 0;
  for (const { price, settings, input } of askedLanes(panes, composer)) {
    if (price === null) return null;
    const output = Math.min(ANSWER_TOKENS, settings.maxTokens ?? ANSWER_TOKENS);
    sum += (input * price.input + output * price.output) / 1e6;
  }
  return sum;
}

function askedLanes(panes: PaneState, composer: ComposerState): AskedLane[] {
  const { record, answers } = panes;
  const { draft } = composer;
  const system = estimateTokens(draft.system);
  if (!record) {
    const input = system + estimateTokens(draft.prompt);
    return draft.lanes.map((lane) => ({
      price: lane.model.usdPerMillion,
      settings: settingsFor(draft, lane),
      input,
    }));
  }
  const next: TurnRecord = {
    turn: newestTurn(record.turns) + 1,
    prompt: draft.prompt,
    system: null,
    runs: [],
    inView: {},
  };
  const asked = lanesToAsk(panes, composer);
  return record.lanes
    .filter(({ lane }) => asked.includes(lane))
    .map(({ lane, usdPerMillion, settings }) => {
      const messages = historyOf([...record.turns, next], answers, lane, next.turn);
      const input = messages.reduce((tokens, { content }) => tokens + estimateTokens(content), system);
      return { price: usdPerMillion, settings, input };
    });
}
