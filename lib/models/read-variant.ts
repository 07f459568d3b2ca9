import type { Model } from '@/lib/protocol/model';

/** OpenRouter's ways of asking for a model otherwise (openrouter.ai/docs, "Model variants"). */
const VARIANTS = new Set(['free', 'nitro', 'floor', 'thinking', 'extended', 'exacto', 'online']);

/**
 * The model that `id` means although only its base is listed: `vendor/model:free` costs nothing, what another variant
 * costs is not known. undefined when `id` is no variant or its base is not listed either.
 */
export function readVariant(id: string, listed: ReadonlyMap<string, Model>): Model | undefined {
  const colon = id.lastIndexOf(':');
  const variant = id.slice(colon + 1);
  const base = colon > 0 && VARIANTS.has(variant) ? listed.get(id.slice(0, colon)) : undefined;
  if (!base) return undefined;
  return {
    ...base,
    id,
    name: `${base.name} (${variant})`,
    usdPerMillion: variant === 'free' ? { input: 0, output: 0 } : null,
  };
}
