import uFuzzy from '@leeoniya/ufuzzy';

/** What people call models and their makers, and what those are called in the list. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  alibaba: ['qwen'],
  anthropic: ['claude'],
  bard: ['gemini'],
  chatgpt: ['gpt'],
  claude: ['anthropic'],
  facebook: ['meta', 'llama'],
  gemini: ['google'],
  google: ['gemini', 'gemma'],
  gpt: ['openai'],
  grok: ['x-ai'],
  kimi: ['moonshotai'],
  llama: ['meta'],
  meta: ['llama'],
  microsoft: ['phi'],
  moonshot: ['kimi'],
  openai: ['gpt'],
  tongyi: ['qwen'],
  twitter: ['grok', 'x-ai'],
  xai: ['x-ai', 'grok'],
  zhipu: ['glm', 'z-ai'],
};

/** A word of fewer letters has too many that are like it. */
const SHORTEST_SLIP = 3;

/** One letter too much, too little, wrong or in the wrong place, in one word. */
const SLIPS = new uFuzzy({ intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1, interIns: 0 });

/** @returns other names of what a word stands for, all in small letters. */
export function otherNames(word: string): readonly string[] {
  return Object.hasOwn(NAMES, word) ? (NAMES[word] ?? []) : [];
}

/**
 * What a word that is in none of the texts was probably meant to be.
 *
 * @returns the places of the texts that have a word which differs from it by one slip.
 */
export function findSlips(texts: string[], word: string): ReadonlySet<number> {
  if (word.length < SHORTEST_SLIP) return new Set();
  const names = Object.keys(NAMES);
  const meant = new Set((SLIPS.filter(names, word) ?? []).flatMap((at) => otherNames(names[at] ?? '')));
  const found = new Set(SLIPS.filter(texts, word) ?? []);
  for (const [at, text] of texts.entries()) if ([...meant].some((name) => text.includes(name))) found.add(at);
  return found;
}
