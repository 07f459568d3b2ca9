/** Sent while the model has no output, as OpenRouter does, so that proxies and clients keep the connection. */
export const PROCESSING_FRAME = ': OPENROUTER PROCESSING\n\n';

export const DONE_FRAME = 'data: [DONE]\n\n';

export interface Usage {
  promptTokens: number;
  /** Including reasoning. */
  completionTokens: number;
  reasoningTokens: number;
}

export interface DemoFrames {
  text(content: string): string;
  reasoning(content: string): string;
  finish(reason: 'stop' | 'length'): string;
  usage(usage: Usage): string;
  /** The provider broke off in the middle of the answer. */
  failure(): string;
}

/** The frames of one answer as OpenRouter sends them. `created` is in Unix seconds. */
export function demoFrames(head: { id: string; model: string; created: number }): DemoFrames {
  const frame = (fields: object) =>
    `data: ${JSON.stringify({
      id: head.id,
      provider: 'Abreast demo',
      model: head.model,
      object: 'chat.completion.chunk',
      created: head.created,
      ...fields,
    })}\n\n`;
  const choice = (delta: object, finish_reason: string | null = null) => ({
    choices: [{ index: 0, delta, finish_reason, native_finish_reason: finish_reason, logprobs: null }],
  });
  return {
    text: (content) => frame(choice({ role: 'assistant', content })),
    reasoning: (text) =>
      frame(
        choice({
          role: 'assistant',
          content: '',
          reasoning: text,
          reasoning_details: [{ type: 'reasoning.text', text, format: 'unknown', index: 0 }],
        }),
      ),
    finish: (reason) => frame(choice({ role: 'assistant', content: '' }, reason)),
    usage: ({ promptTokens, completionTokens, reasoningTokens }) =>
      frame({
        choices: [],
        usage: {
          prompt_tokens: promptTokens,
          completion_tokens: completionTokens,
          total_tokens: promptTokens + completionTokens,
          cost: 0,
          prompt_tokens_details: { cached_tokens: 0 },
          completion_tokens_details: { reasoning_tokens: reasoningTokens },
        },
      }),
    failure: () =>
      frame({
        error: { code: 502, message: 'Provider disconnected', metadata: { error_type: 'provider_unavailable' } },
        ...choice({ content: '' }, 'error'),
      }),
  };
}
