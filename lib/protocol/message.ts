/** A message of a chat; the system prompt is separate. */
export interface Message {
  role: 'user' | 'assistant';
  content: string;
}
