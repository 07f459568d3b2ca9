import type { TurnRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { estimateTokens } from './estimate-tokens';
import { historyOf } from './history';
import type { ComparisonState } from './state';

/** About how many tokens a lane was sent in that turn: its history, the prompt and the system prompt. */
export function promptTokensOf(turns: readonly TurnRecord[], state: ComparisonState, lane: Lane, turn: number): number {
  const system = turns[turn - 1]?.system ?? '';
  const messages = historyOf(turns, state, lane, turn);
  return messages.reduce((sum, { content }) => sum + estimateTokens(content), estimateTokens(system));
}
