import type { TurnRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { Message } from '@/lib/protocol/message';
import { answerInView, type ComparisonState } from './state';

/**
 * What a lane is sent: its own earlier turns and the prompt of this one, nothing of any other lane. An earlier
 * answer goes in as the text of the attempt on view (even a partial one), without its reasoning. Where the lane had
 * no text, its prompts are joined into one user message, since providers want the roles to alternate. A turn in which
 * the lane was not asked is no part of its history.
 *
 * @param turn the turn that is asked; turns after it are left out, so an old turn can be asked again.
 */
export function historyOf(turns: readonly TurnRecord[], state: ComparisonState, lane: Lane, turn: number): Message[] {
  const messages: Message[] = [];
  for (const record of turns) {
    if (record.turn > turn) break;
    const asked = record.turn === turn || answerInView(state, record, lane) !== undefined;
    if (!asked) continue;
    pushUser(messages, record.prompt);
    if (record.turn === turn) break;
    const text = answerInView(state, record, lane)?.text ?? '';
    if (text !== '') messages.push({ role: 'assistant', content: text });
  }
  return messages;
}

function pushUser(messages: Message[], prompt: string): void {
  const last = messages.at(-1);
  if (last?.role === 'user') last.content += `\n\n${prompt}`;
  else messages.push({ role: 'user', content: prompt });
}
