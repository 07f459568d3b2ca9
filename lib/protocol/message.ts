/** A message as every provider knows it; the system prompt is kept apart. */
export interface Message {
  role: 'user' | 'assistant';
  content: string;
}
