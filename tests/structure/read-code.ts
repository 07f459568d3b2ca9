/** A piece of code. `text` is a string, a regular expression or a number; what a template has in `${…}` is code again. */
export interface Token {
  kind: 'name' | 'sign' | 'text' | 'comment';
  text: string;
  /** From 1. */
  line: number;
}

const COMMENT = /\/\/.*|\/\*[\s\S]*?\*\//y;
const TEXT = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\d[\w.]*/y;
const TEMPLATE = /(?:\\[\s\S]|\$(?!\{)|[^\\`$])*(?:`|\$\{|$)/y;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
const NAME = /#?[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;

/** Where a value is expected a slash begins a regular expression, else it divides or closes a tag. */
const BEFORE_REGEX = /^([(,=:[!&|?{;>]|return)?$/;

/** @returns the tokens of TypeScript or JSX. The words of JSX come as names that follow each other. */
export function readCode(code: string): Token[] {
  const tokens: Token[] = [];
  /** For each open template: how many braces are open inside its `${`. */
  const braces: number[] = [];
  let at = 0;
  let line = 1;

  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    return pattern.exec(code)?.[0] ?? '';
  };
  const take = (kind: Token['kind'] | null, text: string): void => {
    if (kind !== null) tokens.push({ kind, text, line });
    at += text.length;
    line += text.split('\n').length - 1;
  };
  const takeTemplate = (): void => {
    take('sign', code[at] ?? '');
    const text = match(TEMPLATE);
    take('text', text);
    if (text.endsWith('${')) braces.push(0);
  };
  const countBrace = (character: string): void => {
    const step = character === '{' ? 1 : character === '}' ? -1 : 0;
    if (braces.length > 0) braces.push((braces.pop() ?? 0) + step);
  };

  while (at < code.length) {
    const character = code[at] ?? '';
    const comment = match(COMMENT);
    const text = match(TEXT);
    const regex = BEFORE_REGEX.test(lastCode(tokens)) ? match(REGEX) : '';
    const name = match(NAME);
    if (/\s/.test(character)) take(null, character);
    else if (comment) take('comment', comment);
    else if (text || regex) take('text', text || regex);
    else if (name) take('name', name);
    else if (character === '`') takeTemplate();
    else if (character === '}' && braces.at(-1) === 0) {
      braces.pop();
      takeTemplate();
    } else {
      countBrace(character);
      take('sign', character);
    }
  }
  return tokens;
}

function lastCode(tokens: readonly Token[]): string {
  return tokens.findLast(({ kind }) => kind !== 'comment')?.text ?? '';
}
