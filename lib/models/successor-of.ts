import type { Model } from '@/lib/protocol/model';

/** Words of an id that say which edition it is, not what kind of model. */
const EDITIONS = new Set(['latest', 'preview', 'exp', 'experimental', 'beta']);

/**
 * What may be asked in the place of a model that is gone: of the same vendor the one with the most alike name, versions
 * and dates left aside. Among equals the `latest` alias, then the highest version, then the shortest id.
 *
 * @returns null when the vendor has none left that writes text.
 */
export function successorOf(gone: string, models: readonly Model[]): Model | null {
  const vendor = vendorOf(gone);
  const candidates = models
    .filter(({ id, output }) => id !== gone && vendor !== '' && vendorOf(id) === vendor && output.includes('text'))
    .map((model) => ({ model, likeness: likenessOf(gone, model.id) }));
  candidates.sort((one, other) => other.likeness - one.likeness || compareIds(one.model.id, other.model.id));
  return candidates[0]?.model ?? null;
}

/** The best comes first. */
function compareIds(one: string, other: string): number {
  return (
    Number(isAlias(other)) - Number(isAlias(one)) ||
    versionOf(other) - versionOf(one) ||
    one.length - other.length ||
    (one < other ? -1 : 1)
  );
}

/** How much of their names is common to both, 0 to 1. */
function likenessOf(one: string, other: string): number {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const all = new Set([...words, ...others]);
  return all.size === 0 ? 0 : [...words].filter((word) => others.has(word)).length / all.size;
}

/** `openai/gpt-4o-mini-2024-07-18` → gpt, mini; `qwen/qwen3-235b-a22b:free` → qwen, a, free. */
function wordsOf(id: string): Set<string> {
  const words = nameOf(id)
    .split(/[^a-z\d]+/)
    .map((word) => word.replace(/\d.*$/, ''));
  return new Set(words.filter((word) => word !== '' && !EDITIONS.has(word)));
}

/** The first number: what vendors count their generations by; 0 for none. */
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
