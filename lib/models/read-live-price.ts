import type { Price } from '@/lib/protocol/model';

interface LivePricing {
  prompt?: unknown;
  completion?: unknown;
  request?: unknown;
}

/**
 * Reads OpenRouter's `pricing`: decimal strings, USD per token. Prices per request, image or search, and the dearer
 * rates for very long prompts, are not read: what a call cost is said by its usage, this is for estimates.
 * @returns USD per million tokens; null when either price is absent, negative (routers say "-1") or not a number, and when
 * tokens cost nothing because each request does.
 */
export function readLivePrice(pricing: LivePricing | null | undefined): Price | null {
  const input = readUsdPerMillion(pricing?.prompt);
  const output = readUsdPerMillion(pricing?.completion);
  if (input === null || output === null) return null;
  const isPaidByRequest = (readUsdPerMillion(pricing?.request) ?? 0) > 0;
  return input === 0 && output === 0 && isPaidByRequest ? null : { input, output };
}

function readUsdPerMillion(usdPerToken: unknown): number | null {
  // Number('') and Number(' ') are 0, which would make an unknown price a free one.
  if (typeof usdPerToken !== 'number' && (typeof usdPerToken !== 'string' || !usdPerToken.trim())) return null;
  const usd = Number(usdPerToken) * 1e6;
  // Twelve digits: 0.00000015 times a million is 0.15, without the binary dust.
  return Number.isFinite(usd) && usd >= 0 ? Number(usd.toPrecision(12)) : null;
}
