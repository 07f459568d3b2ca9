import type { MarkdownIt, StateBlock } from 'markdown-it';
import { ParserScope } from './parser-scope';

/** Quotes and lists within each other; a list counts twice. Deeper ones stay text, where markdown-it would drop them. */
const NESTING_LIMIT = 24;

/** In characters. Some of markdown-it's inline rules take quadratic time on text that is one long repetition. */
const INLINE_LIMIT = 8000;

/** Short rows are filled up to the width of the head, so a wide head multiplies whatever follows it. */
const COLUMN_LIMIT = 64;

/** A markdown-it plugin: bounds what degenerate output can cost. Whatever exceeds a bound is shown as text, none is lost. */
export function limits(md: MarkdownIt): void {
  unless(md, 'blockquote', (state) => state.level >= NESTING_LIMIT);
  unless(md, 'list', (state) => state.level >= NESTING_LIMIT);
  unless(md, 'table', isTooWide);
  unlessRefused(md);

  md.core.ruler.at('inline', (state) => {
    const { tokens, env } = state;
    const scope = ParserScope.of(state);
    const open = scope?.open ?? false;
    const last = tokens.findLastIndex(({ nesting }) => nesting === 0);
    for (const [index, token] of tokens.entries()) {
      if (token.type !== 'inline') continue;
      if (scope) scope.open = open && index === last;
      if (token.content.length > INLINE_LIMIT) token.type = 'plain';
      else if (token.children) md.inline.parse(token.content, md, env, token.children);
    }
  });
}

function unless(md: MarkdownIt, name: string, refuses: (state: StateBlock, line: number) => boolean): void {
  const { fn, alt } = ruleOf(md, name);
  md.block.ruler.at(name, (state, line, end, silent) => !refuses(state, line) && fn(state, line, end, silent), { alt });
}

/** A definition that the scope does not take stays in the text. */
function unlessRefused(md: MarkdownIt): void {
  const { fn, alt } = ruleOf(md, 'reference');
  const rule: typeof fn = (state, line, end, silent) => {
    const scope = ParserScope.of(state);
    const refused = scope?.refused;
    if (!fn(state, line, end, silent)) return false;
    if (scope?.refused === refused) return true;
    state.tokens.pop();
    state.line = line;
    return false;
  };
  md.block.ruler.at('reference', rule, { alt });
}

function ruleOf(md: MarkdownIt, name: string) {
  // markdown-it has no public way to ask for a rule by its name.
  const rule = md.block.ruler.__rules__.find((each) => each.name === name);
  if (!rule) throw new Error(`markdown-it has no block rule ${name}`);
  return rule;
}

function isTooWide(state: StateBlock, line: number): boolean {
  if (line + 1 >= state.lineMax) return false;
  let pipes = 0;
  const end = state.eMarks[line + 1] ?? 0;
  for (let at = state.bMarks[line + 1] ?? 0; at < end; at++) if (state.src.charCodeAt(at) === 0x7c) pipes++;
  return pipes > COLUMN_LIMIT;
}
