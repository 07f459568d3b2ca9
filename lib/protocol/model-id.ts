/**
 * Whether a text can be the id of a model: `vendor/model`, or `source:model` for a server that the operator has named. A
 * source's id holds neither `/` nor `:`.
 */
export function isModelId(id: string): boolean {
  return id.length <= LONGEST_MODEL_ID && /^([^\s/]+\/|[a-z\d][a-z\d-]*:)\S+$/.test(id) && id.isWellFormed();
}

export const LONGEST_MODEL_ID = 200;

/** @returns the part before the first `:`, which is a source only if one is configured; null if there is none, or it holds `/`. */
export function sourcePartOf(id: string): string | null {
  const [part = ''] = id.split(':', 1);
  return part === id || part === '' || part.includes('/') ? null : part;
}
