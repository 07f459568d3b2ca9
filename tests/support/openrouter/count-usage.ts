import type { ChatBody } from './recorded-request';
import type { WireUsage } from './script';
import type { WireModel } from './wire-model';

/**
 * Usage as a test can work it out by hand: a token for each frame of text or reasoning and for each word of the
 * messages, at the prices listed for the model (0 where none is known).
 */
export function countUsage(
  body: ChatBody,
  said: { text: number; reasoning: number },
  model: WireModel | undefined,
): WireUsage {
  const input = body.messages
    .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
    .reduce((sum, content) => sum + (content.match(/\S+/g)?.length ?? 0), 0);
  const output = said.text + said.reasoning;
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    cost: input * price(model?.pricing.prompt) + output * price(model?.pricing.completion),
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: said.reasoning },
  };
}

function price(decimal: string | undefined): number {
  return Math.max(0, Number(decimal ?? 0));
}
