import { z } from 'zod';
import { readJson } from '@/lib/protocol/json';

const contentSchema = z
  .union([z.string(), z.array(z.object({ type: z.string(), text: z.string().optional() }))])
  .nullish()
  .transform((content) => {
    if (typeof content === 'string') return content;
    return (content ?? []).flatMap((part) => (part.type === 'text' && part.text ? [part.text] : [])).join('\n');
  });

const bodySchema = z.object({
  model: z.string(),
  stream: z.literal(true),
  messages: z.array(z.object({ role: z.string(), content: contentSchema })).min(1),
  max_tokens: z.int().positive().nullish(),
  reasoning: z.object({ effort: z.string().nullish(), enabled: z.boolean().nullish() }).nullish(),
});

export interface DemoRequest {
  model: string;
  /** The prompts so far, oldest first; the last is to be answered. */
  prompts: string[];
  /** null when there is none. */
  system: string | null;
  /** Infinity when the request sets no limit; reasoning counts. */
  maxTokens: number;
  /** OpenRouter's word, `none` if reasoning is off; null if the request has none. */
  effort: string | null;
  /** An estimate. */
  promptTokens: number;
}

/** Reads the body of a streamed chat-completions request as OpenRouter accepts it; null for anything else. */
export function readDemoRequest(body: unknown): DemoRequest | null {
  const parsed = bodySchema.safeParse(typeof body === 'string' ? readJson(body) : null);
  if (!parsed.success) return null;
  const { model, messages, max_tokens, reasoning } = parsed.data;
  const contentOf = (...roles: string[]) =>
    messages.filter(({ role }) => roles.includes(role)).map(({ content }) => content);
  return {
    model,
    prompts: contentOf('user'),
    system: contentOf('system', 'developer').join('\n').trim() || null,
    maxTokens: max_tokens ?? Number.POSITIVE_INFINITY,
    effort: reasoning?.enabled === false ? 'none' : (reasoning?.effort ?? null),
    // Four characters per token, and four tokens per message.
    promptTokens: messages.reduce((sum, { content }) => sum + 4 + Math.ceil(content.length / 4), 0),
  };
}
