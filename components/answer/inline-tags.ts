import type { MarkdownIt, StateInline, Token } from 'markdown-it';

/** Elements of HTML that say how a word is meant, and what draws them. */
const DRAWN: ReadonlyMap<string, string> = new Map([
  ['b', 'strong'],
  ['strong', 'strong'],
  ['i', 'em'],
  ['em', 'em'],
  ['u', 'u'],
  ['s', 's'],
  ['del', 's'],
  ['sub', 'sub'],
  ['sup', 'sup'],
  ['kbd', 'kbd'],
  ['mark', 'mark'],
]);

/** Attributes are left out. */
const TAG = /<(\/?)(b|strong|i|em|u|s|del|sub|sup|kbd|mark)(?:[ \t][^<>\n]{0,200})?>/iy;

/**
 * A markdown-it plugin: models write `H<sub>2</sub>O` and `<kbd>Esc</kbd>`. A pair of tags within a paragraph becomes two
 * tokens, `tag_open` and `tag_close`; a tag without its partner, or across other marks, stays text, also while it is written.
 */
export function inlineTags(md: MarkdownIt): void {
  md.inline.ruler.before('autolink', 'inline_tag', (state, silent) => {
    TAG.lastIndex = state.pos;
    const [source, slash, name = ''] = TAG.exec(state.src) ?? [];
    if (source === undefined) return false;
    if (!silent) {
      const token = state.push('tag', DRAWN.get(name.toLowerCase()) ?? '', 0);
      token.content = source;
      token.info = slash === '' ? 'open' : 'close';
    }
    state.pos += source.length;
    return true;
  });
  md.inline.ruler2.push('inline_tag_pairs', pairTags);
}

/** Runs when emphasis is known. What is open stands on a stack, so this takes time in proportion to the number of tokens. */
function pairTags({ tokens }: StateInline): boolean {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.nesting === 1 || (token.type === 'tag' && token.info === 'open')) open.push(token);
    else if (token.nesting === -1) dropTags(open);
    else if (token.type === 'tag') pairWith(open, token);
  }
  for (const token of tokens) if (token.type === 'tag') token.type = 'text';
  return false;
}

/** The end of emphasis or of a link leaves the tags behind that were opened within it. */
function dropTags(open: Token[]): void {
  while (open.at(-1)?.type === 'tag') open.pop();
  open.pop();
}

function pairWith(open: Token[], closing: Token): void {
  const opening = open.at(-1);
  if (opening?.type !== 'tag' || opening.tag !== closing.tag) return;
  open.pop();
  opening.type = 'tag_open';
  opening.nesting = 1;
  closing.type = 'tag_close';
  closing.nesting = -1;
}
