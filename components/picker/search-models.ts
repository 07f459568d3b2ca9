import type { Model } from '@/lib/protocol/model';

/**
 * The models that have every word of the query in name, vendor or id, in whatever order; the best first, equal ones in
 * the order of the list. Separators may be left out: "gpt5" finds GPT-5.
 */
export function searchModels(models: readonly Model[], query: string): Model[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...models];
  const whole = words.join(' ');
  return models
    .map((model) => ({ model, score: scoreOf(model, words, whole) }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score)
    .map(({ model }) => model);
}

/** 0 when a word is missing. */
function scoreOf(model: Model, words: readonly string[], whole: string): number {
  const name = model.name.toLowerCase();
  const vendor = model.vendor.toLowerCase();
  const id = model.id.toLowerCase();
  const own = id.slice(id.indexOf('/') + 1);
  let sum = 0;
  for (const word of words) {
    const score = scoreOfWord(word, name, vendor, id, own);
    if (score === 0) return 0;
    sum += score;
  }
  const names = [name, id, own].map(spaced);
  if (names.includes(spaced(whole))) return sum + 1000;
  return names.some((text) => text.startsWith(spaced(whole))) ? sum + 100 : sum;
}

function scoreOfWord(word: string, name: string, vendor: string, id: string, own: string): number {
  if (name.startsWith(word)) return 60;
  if (own.startsWith(word)) return 50;
  if (beginsIn(name, word)) return 40;
  if (vendor.startsWith(word)) return 30;
  if (beginsIn(id, word)) return 20;
  if (name.includes(word) || vendor.includes(word) || id.includes(word)) return 10;
  return `${name} ${id}`.replace(SEPARATORS, '').includes(word.replace(SEPARATORS, '')) ? 5 : 0;
}

const SEPARATORS = /[-_.:]+|(?<=[a-z]) (?=\d)/g;

function spaced(text: string): string {
  return text.replace(/[-_:\s]+/g, ' ');
}

/** Whether a word of the text begins so. */
function beginsIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[a-z0-9]/.test(text[at - 1] ?? '')) return true;
  }
  return false;
}
