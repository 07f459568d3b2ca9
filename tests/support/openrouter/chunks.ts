import type { WireError, WireUsage } from './script';

/** The fields that every chunk of one answer shares. */
export interface ChunkHead {
  id: string;
  model: string;
  provider: string;
  /** Unix seconds. */
  created: number;
}

const chunk = ({ id, model, provider, created }: ChunkHead, choice: object, more: object = {}) => ({
  id,
  provider,
  model,
  object: 'chat.completion.chunk',
  created,
  ...more,
  choices: [{ index: 0, logprobs: null, finish_reason: null, native_finish_reason: null, ...choice }],
});

export const textChunk = (head: ChunkHead, content: string) => chunk(head, { delta: { role: 'assistant', content } });

/** Reasoning comes twice in one delta: plain for old clients, typed for new ones. */
export const reasoningChunk = (head: ChunkHead, text: string) =>
  chunk(head, {
    delta: {
      role: 'assistant',
      content: '',
      reasoning: text,
      reasoning_details: [{ type: 'reasoning.text', text, format: 'unknown', index: 0 }],
    },
  });

export const errorChunk = (head: ChunkHead, error: WireError) =>
  chunk(head, { delta: { role: 'assistant', content: '' }, finish_reason: 'error' }, { error });

const finished = (reason: string) => ({
  delta: { role: 'assistant', content: '' },
  finish_reason: reason,
  native_finish_reason: reason,
});

export const finishChunk = (head: ChunkHead, reason: string) => chunk(head, finished(reason));

/** Repeats the finish reason instead of sending no choice (OR-docs, api_reference/streaming.mdx). */
export const usageChunk = (head: ChunkHead, reason: string, usage: WireUsage) =>
  chunk(head, finished(reason), { usage });
