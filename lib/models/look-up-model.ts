import type { Model } from '@/lib/protocol/model';
import { readVendorName } from './read-vendor-name';

export type FoundModel =
  /** In the list, or a variant or a preset of a model that is. */
  | { kind: 'listed'; model: Model }
  /** Not in the list, which need not say anything: the provider must say whether it exists. */
  | { kind: 'unlisted'; model: Model }
  | { kind: 'unknown-model' };

/** OpenRouter's ways of asking for a model otherwise (openrouter.ai/docs, "Model variants"). */
const VARIANTS = new Set(['free', 'nitro', 'floor', 'thinking', 'extended', 'exacto', 'online']);
/** Set up by whoever has the key (openrouter.ai/docs, "Presets"): alone, or over a model. */
const PRESET = /^(.*)@preset\/([^/@\s]+)$/;
/** OpenRouter chooses the model; a server that speaks its API, and an older list, may not list these. */
const ROUTED = /^(~[^\s/]+\/[^\s/:@]+|openrouter\/(auto|free))$/;

/**
 * The model that an id means. A preset and a variant are asked for as they are: `vendor/model:free` costs nothing,
 * what another variant or a preset costs is not known.
 */
export function lookUpModel(id: string, listed: ReadonlyMap<string, Model>): FoundModel {
  const model = listed.get(id);
  if (model) return { kind: 'listed', model };
  if (ROUTED.test(id)) return { kind: 'unlisted', model: readUnlistedModel(id) };
  const [, over, preset] = PRESET.exec(id) ?? [];
  if (over === '')
    return { kind: 'unlisted', model: { ...readUnlistedModel(id), name: `Preset ${preset}`, vendor: 'OpenRouter' } };
  if (over) return changed(lookUpModel(over, listed), id, `preset ${preset}`, null);
  const colon = id.lastIndexOf(':');
  const variant = id.slice(colon + 1);
  if (colon < 1 || !VARIANTS.has(variant)) return { kind: 'unknown-model' };
  const base = id.slice(0, colon);
  const isFree = variant === 'free' && listed.has(base);
  return changed(lookUpModel(base, listed), id, variant, isFree ? { input: 0, output: 0 } : null);
}

function changed(base: FoundModel, id: string, how: string, usdPerMillion: Model['usdPerMillion']): FoundModel {
  if (base.kind === 'unknown-model') return base;
  return { ...base, model: { ...base.model, id, name: `${base.model.name} (${how})`, usdPerMillion } };
}

/** What can be said of a model from its id alone. `parameters` is empty because they are unknown, not because it has none. */
export function readUnlistedModel(id: string): Model {
  return {
    id,
    name: id.slice(id.indexOf('/') + 1),
    vendor: readVendorName(id),
    context: null,
    maxOutput: null,
    usdPerMillion: null,
    input: ['text'],
    output: ['text'],
    parameters: [],
    demo: false,
  };
}
