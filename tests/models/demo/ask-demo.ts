import type { LanguageModelV4Prompt, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';

export interface DemoAnswer {
  text: string;
  reasoning: string;
  /** The kinds of the parts in order, repetitions left out. */
  kinds: LanguageModelV4StreamPart['type'][];
  errors: unknown[];
  finish?: Extract<LanguageModelV4StreamPart, { type: 'finish' }>;
}

export interface DemoAsk {
  /** The prompts so far, the last one to be answered. */
  prompts: string[];
  system?: string;
  maxTokens?: number;
  effort?: 'none' | 'low' | 'high';
  signal?: AbortSignal;
}

/** Asks a demo model through the real provider package. */
export async function askDemo(fetch: typeof globalThis.fetch, model: string, ask: DemoAsk): Promise<DemoAnswer> {
  const openrouter = createOpenRouter({ apiKey: 'demo', baseURL: 'http://demo.invalid/api/v1', fetch });
  const settings = ask.effort ? { extraBody: { reasoning: { effort: ask.effort } } } : {};
  const { stream } = await openrouter.chat(model, settings).doStream({
    prompt: conversation(ask),
    maxOutputTokens: ask.maxTokens,
    abortSignal: ask.signal,
  });
  const answer: DemoAnswer = { text: '', reasoning: '', kinds: [], errors: [] };
  for await (const part of stream) {
    if (answer.kinds.at(-1) !== part.type) answer.kinds.push(part.type);
    if (part.type === 'text-delta') answer.text += part.delta;
    if (part.type === 'reasoning-delta') answer.reasoning += part.delta;
    if (part.type === 'error') answer.errors.push(part.error);
    if (part.type === 'finish') answer.finish = part;
  }
  return answer;
}

function conversation({ prompts, system }: DemoAsk): LanguageModelV4Prompt {
  const turns = prompts.flatMap((text, index): LanguageModelV4Prompt => {
    const user = { role: 'user' as const, content: [{ type: 'text' as const, text }] };
    return index === 0 ? [user] : [{ role: 'assistant', content: [{ type: 'text', text: 'An answer.' }] }, user];
  });
  return system === undefined ? turns : [{ role: 'system', content: system }, ...turns];
}
