import type { Model } from '@/lib/protocol/model';

/** Words of an id that name an edition, not a kind of model. */
const EDITIONS = new Set(['latest', 'preview', 'exp', 'experimental', 'beta']);

/**
 * Finds a replacement for a retired model: the model of the same vendor with the most similar name, without versions and
 * dates. Among equals the `latest` alias, then the highest version, then the shortest id.
 *
 * @returns null when the vendor has no other model that writes text.
 */
export function successorOf(retired: string, models: readonly Model[]): Model | null {
  const vendor = vendorOf(retired);
  const candidates = models
    .filter(({ id, output }) => id !== retired && vendor !== '' && vendorOf(id) === vendor && output.includes('text'))
    .map((model) => ({ model, likeness: likenessOf(retired, model.id) }));
  candidates.sort((left, right) => right.likeness - left.likeness || compareIds(left.model.id, right.model.id));
  return candidates[0]?.model ?? null;
}

/** The best comes first. */
function compareIds(left: string, right: string): number {
  return (
    Number(isAlias(right)) - Number(isAlias(left)) ||
    versionOf(right) - versionOf(left) ||
    left.length - right.length ||
    (left < right ? -1 : 1)
  );
}

/** The share of words that two names have in common, 0 to 1. */
function likenessOf(left: string, right: string): number {
  const [leftWords, rightWords] = [wordsOf(left), wordsOf(right)];
  const all = new Set([...leftWords, ...rightWords]);
  return all.size === 0 ? 0 : [...leftWords].filter((word) => rightWords.has(word)).length / all.size;
}

/** `openai/gpt-4o-mini-2024-07-18` → gpt, mini; `qwen/qwen3-235b-a22b:free` → qwen, a, free. */
function wordsOf(id: string): Set<string> {
  const words = nameOf(id)
    .split(/[^a-z\d]+/)
    .map((word) => word.replace(/\d.*$/, ''));
  return new Set(words.filter((word) => word !== '' && !EDITIONS.has(word)));
}

/** The first number, with which vendors count generations; 0 without one. */
function versionOf(id: string): number {
  return Number(/\d+(\.\d+)?/.exec(nameOf(id))?.[0] ?? 0);
}

function isAlias(id: string): boolean {
  return /(^|-)latest$/.test(nameOf(id));
}

/** `~openai/gpt-latest` is from the same vendor as `openai/gpt-5`. */
function vendorOf(id: string): string {
  return id.includes('/') ? (id.toLowerCase().replace(/^~/, '').split('/', 1)[0] ?? '') : '';
}

function nameOf(id: string): string {
  return id.toLowerCase().slice(id.indexOf('/') + 1);
}
