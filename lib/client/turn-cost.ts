import { estimateTokens } from '@/lib/comparison/estimate-tokens';
import { laneMessages } from '@/lib/comparison/lane-messages';
import { newestTurn } from '@/lib/comparison/turns';
import { type TurnRecord, textContent } from '@/lib/protocol/comparison';
import type { Price } from '@/lib/protocol/model';
import type { Settings } from '@/lib/protocol/settings';
import { type ComposerState, lanesToAsk } from './composer-state';
import { settingsFor } from './draft';
import { lanesOf, type PaneState } from './pane-state';

/** The estimated length of an answer, tokens. */
const ANSWER_TOKENS = 500;

/** A lane that gets the next question. */
interface AskedLane {
  price: Price | null;
  settings: Settings;
  input: number;
}

/** The estimated cost of the next question, USD, in all its lanes; null when one of their prices is not known. */
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
    content: textContent(draft.prompt),
    system: null,
    runs: [],
    selected: {},
  };
  const lanes = lanesToAsk(panes, composer);
  return lanesOf(panes)
    .filter(({ lane }) => lanes.includes(lane))
    .map(({ lane, usdPerMillion, settings }) => {
      const messages = laneMessages([...record.turns, next], answers, lane, next.turn);
      const input = messages.reduce((tokens, { content }) => tokens + estimateTokens(content), system);
      return { price: usdPerMillion, settings, input };
    });
}
