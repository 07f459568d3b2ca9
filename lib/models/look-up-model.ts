import type { Model } from '@/lib/protocol/model';
import { readVendorName } from './read-vendor-name';

export type FoundModel =
  /** In the list, or a variant or preset of a listed model. */
  | { kind: 'listed'; model: Model }
  /** Not in the list, but it may exist: only the provider knows. */
  | { kind: 'unlisted'; model: Model }
  | { kind: 'unknown-model' };

/** OpenRouter's variants of a model (openrouter.ai/docs, "Model variants"). */
const VARIANTS = new Set(['free', 'nitro', 'floor', 'thinking', 'extended', 'exacto', 'online']);
/** Presets of the key's account (openrouter.ai/docs, "Presets"): alone, or on a model. */
const PRESET = /^(.*)@preset\/([^/@\s]+)$/;
/** OpenRouter chooses the model. An older list, or another server with its API, may not list these. */
const ROUTED = /^(~[^\s/]+\/[^\s/:@]+|openrouter\/(auto|free))$/;

/** Finds the model of an id. `vendor/model:free` costs nothing; the price of other variants and of presets is not known. */
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

function changed(base: FoundModel, id: string, change: string, usdPerMillion: Model['usdPerMillion']): FoundModel {
  if (base.kind === 'unknown-model') return base;
  return { ...base, model: { ...base.model, id, name: `${base.model.name} (${change})`, usdPerMillion } };
}

/** Describes a model from its id alone. `parameters` is empty because they are unknown. */
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
    created: null,
    demo: false,
  };
}
