import { promptText, type TurnRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { Message } from '@/lib/protocol/message';
import { estimatedTokensOf } from './beginning';
import { estimateTokens } from './estimate-tokens';
import { selectedLanes } from './lanes';
import { type ComparisonState, selectAnswer } from './state';
import { turnOf } from './turns';

/**
 * The messages that a lane is sent: its own earlier turns and the prompt of this one, nothing of any other lane. An
 * earlier answer is the text of the selected attempt (even a partial one), without its reasoning. Where the lane had
 * no text, its prompts are joined into one user message, since providers want the roles to alternate. Turns that did
 * not ask the lane are left out.
 *
 * @param turn the turn that is asked; turns after it are left out, so an old turn can be asked again.
 */
export function laneMessages(
  turns: readonly TurnRecord[],
  state: ComparisonState,
  lane: Lane,
  turn: number,
): Message[] {
  const messages: Message[] = [];
  for (const record of turns) {
    if (record.turn > turn) break;
    const hasPrompt = record.turn === turn || selectAnswer(state, record, lane) !== undefined;
    if (!hasPrompt) continue;
    pushUser(messages, promptText(record));
    if (record.turn === turn) break;
    const text = selectAnswer(state, record, lane)?.text ?? '';
    if (text !== '') messages.push({ role: 'assistant', content: text });
  }
  return messages;
}

function pushUser(messages: Message[], prompt: string): void {
  const last = messages.at(-1);
  if (last?.role === 'user') last.content += `\n\n${prompt}`;
  else messages.push({ role: 'user', content: prompt });
}

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
