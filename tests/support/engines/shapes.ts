import type { EngineAnswer } from './server';

/** What an engine streams for the same answer, "Deep blue." after the thought "Hm, the sea." */
export type Shape = (model: string) => EngineAnswer;

const chunk = (model: string, delta: object, finish: string | null = null, rest: object = {}) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_760_000_000,
  model,
  choices: [{ index: 0, delta, finish_reason: finish, ...rest }],
});

const usage = (model: string, counts: object) => ({ ...chunk(model, {}), choices: [], usage: counts });

const USAGE = { prompt_tokens: 9, completion_tokens: 7, total_tokens: 16 };

/** The role in every chunk, thoughts in `reasoning`, usage last with empty choices. */
export const ollama: Shape = (model) => ({
  frames: [
    chunk(model, { role: 'assistant', content: '', reasoning: 'Hm, ' }),
    chunk(model, { role: 'assistant', content: '', reasoning: 'the sea.' }),
    chunk(model, { role: 'assistant', content: 'Deep ' }),
    chunk(model, { role: 'assistant', content: 'blue.' }),
    chunk(model, { role: 'assistant', content: '' }, 'stop'),
    usage(model, USAGE),
    '[DONE]',
  ],
});

/** Thoughts as tags in the text, and no usage. */
export const lmStudio: Shape = (model) => ({
  frames: [
    chunk(model, { role: 'assistant', content: '<thi' }, null, { logprobs: null }),
    chunk(model, { content: 'nk>Hm, ' }),
    chunk(model, { content: 'the sea.</think>\n\nDeep ' }),
    chunk(model, { content: 'blue.' }),
    chunk(model, {}, 'stop'),
    '[DONE]',
  ],
});

/** The role alone in the first chunk, thoughts in `reasoning_content`, `usage: null` in each chunk until the last. */
export const vllm: Shape = (model) => ({
  frames: [
    { ...chunk(model, { role: 'assistant', content: '' }), usage: null },
    { ...chunk(model, { reasoning_content: 'Hm, ' }), usage: null },
    { ...chunk(model, { reasoning_content: 'the sea.', content: null }), usage: null },
    { ...chunk(model, { content: 'Deep ' }, null, { stop_reason: null }), usage: null },
    { ...chunk(model, { content: 'blue.' }), usage: null },
    { ...chunk(model, { content: '' }, 'stop', { stop_reason: null }), usage: null },
    usage(model, USAGE),
    '[DONE]',
  ],
});

/** Fields of the provider behind it, both names for thoughts at once, usage last beside an empty choice. */
export const liteLlm: Shape = (model) => ({
  frames: [
    chunk(model, { role: 'assistant', reasoning_content: 'Hm, ', provider_specific_fields: { reasoning: 'Hm, ' } }),
    chunk(model, { reasoning_content: 'the sea.', thinking_blocks: [{ type: 'thinking', thinking: 'the sea.' }] }),
    chunk(model, { content: 'Deep ', function_call: null, tool_calls: null, audio: null }),
    chunk(model, { content: 'blue.' }),
    chunk(model, {}, 'stop'),
    { ...chunk(model, {}), usage: { ...USAGE, completion_tokens_details: null, prompt_tokens_details: null } },
    '[DONE]',
  ],
});
