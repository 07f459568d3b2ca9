import type { TurnRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { estimatedTokensOf } from './beginning';
import { estimateTokens } from './estimate-tokens';
import { laneMessages } from './lane-messages';
import { selectedLanes } from './lanes';
import { type ComparisonState, selectAnswer } from './state';
import { turnOf } from './turns';

/** About how many tokens a lane was sent in that turn: its history, the prompt and the system prompt. */
export function promptTokensOf(turns: readonly TurnRecord[], state: ComparisonState, lane: Lane, turn: number): number {
  const system = systemOf(turns, lane, turn);
  const messages = laneMessages(turns, state, lane, turn);
  const known = messages.reduce((sum, { content }) => sum + estimateTokens(content), estimateTokens(system));
  return known + missingTokens(turns, state, lane, turn);
}

function systemOf(turns: readonly TurnRecord[], lane: Lane, turn: number): string {
  const turnRecord = turnOf(turns, turn);
  const own = turnRecord && selectedLanes(turnRecord).find((candidate) => candidate.lane === lane)?.system;
  return own ?? turnRecord?.system ?? '';
}

/** What the missing rest of the lane's earlier answers adds, where only a beginning is here. */
function missingTokens(turns: readonly TurnRecord[], state: ComparisonState, lane: Lane, turn: number): number {
  const answers = turns.filter((before) => before.turn < turn).map((before) => selectAnswer(state, before, lane));
  return answers.reduce(
    (sum, answer) => (answer?.whole ? sum + estimatedTokensOf(answer, 'text') - estimateTokens(answer.text) : sum),
    0,
  );
}
