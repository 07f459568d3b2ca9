/** The TeX of a formula. */
export interface Formula {
  tex: string;
  /** It stands on a line of its own. */
  display: boolean;
}

/** Longer ones are shown as they were written: what a formula costs grows with its length, and people write short ones. */
const LONGEST = 2000;

/** No formula has so long a word, and a browser breaks none in it. */
const LONG_WORD = /[^\s\\{}^_&$]{221}/;

const FORMS = [
  { form: /^\\\((.*)\\\)(.*)$/s, display: false },
  { form: /^\\\[(.*)\\\](.*)$/s, display: true },
  { form: /^\$\$(.*)\$\$(.*)$/s, display: true },
  { form: /^\$(.*)\$(.*)$/s, display: false },
  { form: /^(\\begin\{[a-z]+\*?\}.*\\end\{[a-z]+\*?\})(.*)$/s, display: true },
] as const;

/** @param source with its delimiters, and signs of punctuation behind them. @returns null where it is not closed, too long or empty. */
export function readFormula(source: string): Formula | null {
  if (source.length > LONGEST || LONG_WORD.test(source)) return null;
  const trimmed = source.trim();
  for (const { form, display } of FORMS) {
    const [, tex, tail = ''] = form.exec(trimmed) ?? [];
    if (tex === undefined || tex.trim() === '') continue;
    // The full stop of the sentence stays on the formula's line.
    return { tex: tail.trim() === '' ? tex : `${tex}\\text{${tail.trim()}}`, display };
  }
  return null;
}
