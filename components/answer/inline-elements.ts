import type { Token } from 'markdown-it';
import type { ElementStack } from './element-stack';
import { footnoteId } from './footnote-id';
import type { readTask } from './read-task';
import { safeHref } from './safe-href';
import type { TokenContext } from './token-context';

/** Adds the text of one paragraph, heading or cell; as the label of a ticked or empty box if it is a task. */
export function addInline(
  stack: ElementStack,
  { children }: Token,
  context: TokenContext,
  task: ReturnType<typeof readTask>,
): void {
  const tokens = children ?? [];
  if (task) {
    stack.open('label');
    stack.element('input', { type: 'checkbox', disabled: true, checked: task.done });
    stack.text(` ${task.text}`);
  }
  let links = 0;
  let previous: Token | undefined;
  for (const token of task ? tokens.slice(1) : tokens) {
    if (token.type === 'link_open') links++;
    else if (token.type === 'link_close') links--;
    // A link without a label could neither be seen nor be named.
    if (token.type === 'link_close' && previous?.type === 'link_open') stack.text(String(previous.attrGet('href')));
    addToken(stack, token, context, links > 0);
    previous = token;
  }
  stack.node(context.after);
  if (task) stack.close();
}

function addToken(stack: ElementStack, token: Token, context: TokenContext, inLink: boolean) {
  switch (token.type) {
    case 'text':
      return stack.text(token.content);
    case 'softbreak':
      return stack.text('\n');
    case 'hardbreak':
      return stack.element('br');
    case 'code_inline':
      return stack.element('code', {}, token.content);
    case 'em_open':
    case 'strong_open':
    case 's_open':
      return stack.open(token.tag);
    case 'link_open':
      return openLink(stack, token);
    case 'image':
      return addImage(stack, token, inLink);
    case 'footnote_ref':
      return addFootnoteReference(stack, token, context, inLink);
    default:
      return token.nesting === -1 ? stack.close() : stack.text(token.content);
  }
}

function linkProps(href: string) {
  return { href, rel: 'noopener noreferrer nofollow ugc', target: '_blank' };
}

/** A picture is fetched only by a reader who follows the link: loading it would tell its host who reads this. */
function addImage(stack: ElementStack, token: Token, inLink: boolean): void {
  const source = String(token.attrGet('src'));
  const href = inLink ? undefined : safeHref(source);
  const alt = (token.children ?? []).map((child) => (child.type === 'softbreak' ? ' ' : child.content)).join('');
  stack.open(href === undefined ? 'span' : 'a', { className: 'image', ...(href === undefined ? {} : linkProps(href)) });
  stack.text(`Image: ${alt.trim() || source}`);
  stack.close();
}

function addFootnoteReference(stack: ElementStack, token: Token, { idPrefix }: TokenContext, inLink: boolean): void {
  const label = String(token.meta?.label);
  stack.open('sup');
  if (inLink) stack.text(label);
  else stack.element('a', { href: `#${footnoteId(idPrefix, label)}`, 'aria-label': `Footnote ${label}` }, label);
  stack.close();
}

/** Any other link than to the web or to a mailbox is its label alone. */
function openLink(stack: ElementStack, token: Token): void {
  const href = safeHref(String(token.attrGet('href')));
  if (href === undefined) stack.open(undefined);
  else stack.open('a', { ...linkProps(href), title: token.attrGet('title') ?? undefined });
}
