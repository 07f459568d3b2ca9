import type { Token } from 'markdown-it';
import type { ElementStack } from './element-stack';
import { footnoteId } from './footnotes';
import { Formula } from './formula';
import { isVisible, type SafeLink, safeLink, withoutDirectionControls } from './safe-link';
import type { readTask, TokenContext } from './token-elements';

/** What the text of a paragraph begins with. */
export interface InlineOpening {
  task?: ReturnType<typeof readTask>;
  /** How many tokens at its beginning are left out. */
  left?: number;
}

/**
 * Adds the text of one paragraph, heading or cell; as the label of a ticked or empty box if it is a task.
 */
export function addInline(
  stack: ElementStack,
  { children }: Token,
  context: TokenContext,
  { task, left = 0 }: InlineOpening,
): void {
  const tokens = (children ?? []).slice(left);
  if (task) {
    stack.open('label');
    stack.element('input', { type: 'checkbox', disabled: true, checked: task.done });
    stack.text(` ${task.text}`);
  }
  // Links do not nest.
  let link: { open: Token; label: Token[] } | undefined;
  for (const token of task ? tokens.slice(1) : tokens) {
    if (token.type === 'link_open') link = { open: token, label: [] };
    else if (!link) addToken(stack, token, context);
    else if (token.type !== 'link_close') link.label.push(token);
    else {
      addLink(stack, link.open, link.label, context);
      link = undefined;
    }
  }
  stack.node(context.after);
  if (task) stack.close();
}

function addToken(stack: ElementStack, token: Token, context: TokenContext) {
  switch (token.type) {
    case 'text':
      return stack.text(token.content);
    case 'softbreak':
      return stack.text('\n');
    case 'hardbreak':
      return stack.element('br');
    case 'code_inline':
      return stack.element('code', { translate: 'no' }, token.content);
    case 'em_open':
    case 'strong_open':
    case 's_open':
    case 'tag_open':
      return stack.open(token.tag);
    case 'maths_inline':
      return addFormula(stack, token.content);
    case 'image':
      return addImage(stack, token);
    case 'footnote_ref':
      return addFootnoteReference(stack, token, context);
    default:
      return token.nesting === -1 ? stack.close() : stack.text(token.content);
  }
}

/** What begins a formula that has a line to itself, wherever it stands. */
const DISPLAY = /^(?:\\\[|\$\$|\\begin)/;

function addFormula(stack: ElementStack, source: string): void {
  const isDisplay = DISPLAY.test(source);
  stack.open('span', { className: isDisplay ? 'maths-block' : 'maths', dir: 'ltr', translate: 'no' });
  if (stack.hasRoomForFormula()) stack.element(Formula, { source });
  else stack.text(source);
  stack.close();
}

/** A link that may not be one is its label alone. */
function addLink(stack: ElementStack, open: Token, label: readonly Token[], context: TokenContext): void {
  const text = label.map(textOf).join('');
  const link = safeLink(text, String(open.attrGet('href')));
  if (link) openLink(stack, link, titleOf(link, text, String(open.attrGet('title') ?? '')));
  if (link && !isVisible(text)) stack.text(link.text);
  else for (const token of label) addLabelToken(stack, token, context);
  if (link) closeLink(stack, link);
}

/** Within a label nothing else leads anywhere, and nothing reorders it. */
function addLabelToken(stack: ElementStack, token: Token, context: TokenContext) {
  switch (token.type) {
    case 'image':
      stack.open('span', { className: 'image' });
      stack.text(withoutDirectionControls(textOf(token)));
      return stack.close();
    case 'footnote_ref':
      return stack.element('sup', {}, String(token.meta?.label));
    case 'text':
      return stack.text(withoutDirectionControls(token.content));
    case 'code_inline':
      return stack.element('code', { translate: 'no' }, withoutDirectionControls(token.content));
    default:
      return addToken(stack, token, context);
  }
}

/** A picture is fetched only by a reader who follows the link: loading it would tell its host who reads this. */
function addImage(stack: ElementStack, token: Token): void {
  const source = String(token.attrGet('src'));
  const alt = altOf(token);
  const link = safeLink(alt, source);
  if (link) openLink(stack, link, { className: 'image', ...titleOf(link, alt) });
  else stack.open('span', { className: 'image' });
  stack.text(`Image: ${link?.text ?? (alt || source)}`);
  if (link) closeLink(stack, link);
  else stack.close();
}

function addFootnoteReference(stack: ElementStack, token: Token, { idPrefix }: TokenContext): void {
  const label = String(token.meta?.label);
  stack.open('sup');
  stack.element('a', { href: `#${footnoteId(idPrefix, label)}`, 'aria-label': `Footnote ${label}` }, label);
  stack.close();
}

function openLink(stack: ElementStack, { href, host }: SafeLink, props: object): void {
  stack.open('a', { href, rel: 'noopener noreferrer nofollow ugc', target: '_blank', ...props });
  // The label's direction is its own, whatever it is made of: the host stands after it.
  if (host !== undefined) stack.open('bdi');
}

function closeLink(stack: ElementStack, { host }: SafeLink): void {
  if (host !== undefined) {
    stack.close();
    stack.element('span', { className: 'host', dir: 'ltr' }, ` (${host})`);
  }
  stack.close();
}

/** What a pointer over the link shows: where it leads to, unless its label is that address, behind the title that it has. */
function titleOf({ href }: SafeLink, label: string, given = ''): { title?: string } {
  const title = isVisible(given) ? withoutDirectionControls(given) : '';
  if (title === '') return [label, `mailto:${label}`].includes(href) ? {} : { title: href };
  return { title: `${title} (${href})` };
}

/** What a token shows, as plain text. */
function textOf(token: Token): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
  if (token.type !== 'image') return token.content;
  return `Image: ${altOf(token) || token.attrGet('src')}`;
}

function altOf(image: Token): string {
  return (image.children ?? []).map(textOf).join('').trim();
}
