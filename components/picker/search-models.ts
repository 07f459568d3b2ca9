import type { Model } from '@/lib/protocol/model';
import { findSlips, otherNames } from './search-words';

/**
 * The models that have every word of the query in name, vendor or id, in whatever order; the best first, equal ones in
 * the order of the list. Separators may be left out: "gpt5" finds GPT-5. What a model is called elsewhere counts too, and a
 * word that no model has is taken for a slip: "antropic" finds Anthropic.
 */
export function searchModels(models: readonly Model[], query: string): Model[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...models];
  const entries = models.map((model) => ({ model, texts: textsOf(model), score: 0 }));
  let found = entries;
  for (const word of words) {
    const scored = found.map((entry) => ({ ...entry, more: scoreOfName(word, entry.texts) }));
    const isThere = entries.some(({ texts }) => scoreOfName(word, texts) > 0);
    const slips = isThere
      ? null
      : findSlips(
          found.map(({ texts: { name, vendor, id } }) => `${name} ${vendor} ${id}`),
          word,
        );
    found = scored.flatMap(({ model, texts, score, more }, at) => {
      const own = slips?.has(at) ? SLIP : more;
      return own === 0 ? [] : [{ model, texts, score: score + own }];
    });
  }
  const whole = words.join(' ');
  return found
    .map(({ model, texts, score }) => ({ model, score: score + scoreOfWhole(whole, texts) }))
    .sort((left, right) => right.score - left.score)
    .map(({ model }) => model);
}

/** What a model is found by, in small letters. */
interface Texts {
  name: string;
  vendor: string;
  id: string;
  /** The id without the vendor. */
  own: string;
}

function textsOf(model: Model): Texts {
  const id = model.id.toLowerCase();
  return {
    name: model.name.toLowerCase(),
    vendor: model.vendor.toLowerCase(),
    id,
    own: id.slice(id.indexOf('/') + 1),
  };
}

function scoreOfWhole(whole: string, { name, id, own }: Texts): number {
  const names = [name, id, own].map(spaced);
  if (names.includes(spaced(whole))) return 1000;
  return names.some((text) => text.startsWith(spaced(whole))) ? 100 : 0;
}

/** By a word itself, else by what else its thing is called. */
function scoreOfName(word: string, texts: Texts): number {
  const score = scoreOfWord(word, texts);
  if (score > 0) return score;
  return otherNames(word).some((name) => scoreOfWord(name, texts) > 0) ? OTHER_NAME : 0;
}

/** Below what has the word itself. */
const OTHER_NAME = 2;
const SLIP = 1;

/** 0 when it is missing. */
function scoreOfWord(word: string, { name, vendor, id, own }: Texts): number {
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
