import type { Token } from 'markdown-it';
import type { ReactNode } from 'react';
import { type Callout, readCallout } from './callout';
import { ElementStack } from './element-stack';
import { CodeBlock } from './fenced-code';
import { footnoteId } from './footnotes';
import { Formula } from './formula';
import { frameProps } from './frame-props';
import { addInline, type InlineOpening } from './inline-elements';
import type { ParserScope } from './parser-scope';
import { PlainText } from './plain-text';
import { languageOf } from './read-line';
import { TableFrame } from './table-frame';

/**
 * Builds React elements from markdown-it's block tokens. Every element is named here: a token of a kind that is not gives
 * its text or nothing, so no output of a model can bring an element or attribute of its own.
 */
export function tokenElements(tokens: readonly Token[], context: TokenContext): ReactNode {
  const stack = new ElementStack();
  const lastLeaf = tokens.findLastIndex((token) => token.nesting === 0);
  const last = tokens[lastLeaf];
  const endsInText = last !== undefined && ['inline', 'plain', 'maths_block'].includes(last.type);
  const footnotesHere = new Set<string>();

  tokens.forEach((token, index) => {
    if (token.nesting === 1) {
      if (token.type === 'footnote_open') openFootnote(stack, token, context, footnotesHere);
      else if (token.type === 'list_item_open') stack.open('li', itemProps(tokens[index + 2]));
      else if (token.type === 'blockquote_open') openQuote(stack, readCallout(tokens[index + 2]));
      else openBlock(stack, token, context);
    } else if (token.nesting === -1) {
      stack.close();
      if (token.type === 'table_close') stack.close();
    } else {
      const after = index === lastLeaf && endsInText ? context.after : undefined;
      const opening = openingOf(token, tokens[index - 2]);
      addLeaf(stack, token, { ...context, after, open: context.open && index === lastLeaf }, opening);
    }
  });
  if (!endsInText) stack.node(context.after);
  return stack.finish();
}

/** What a paragraph's text begins with, by the box around it. */
function openingOf(inline: Token, box: Token | undefined): InlineOpening {
  if (box?.type === 'list_item_open') return { task: readTask(inline) };
  const callout = box?.type === 'blockquote_open' ? readCallout(inline) : undefined;
  return callout ? { left: callout.tokens } : {};
}

function openQuote(stack: ElementStack, callout: Callout | undefined): void {
  stack.open('blockquote', { dir: 'auto', className: callout && `callout ${callout.kind}` });
  if (callout) stack.element('p', { className: 'callout-title' }, callout.title);
}

const GOES_ON = { className: 'goes-on' };

function openBlock(stack: ElementStack, token: Token, context: TokenContext) {
  const { listFrom } = context;
  const goesOn = token.level === 0 && token.map?.[0] === 0 && listFrom !== undefined;
  switch (token.type) {
    case 'paragraph_open':
      return stack.open(token.hidden ? undefined : 'p', direction(token));
    case 'heading_open': {
      // The page has the first two levels for itself, and models skip levels: what stands below must not.
      const level = Number(token.tag.slice(1));
      return stack.open('h3', { ...direction(token), 'data-level': level });
    }
    case 'ordered_list_open':
      return stack.open(
        'ol',
        goesOn ? { start: listFrom, ...GOES_ON } : { start: token.attrGet('start') ?? undefined },
      );
    case 'bullet_list_open':
      return stack.open('ul', goesOn ? GOES_ON : {});
    case 'table_open':
      stack.open(TableFrame, { open: context.open });
      return stack.open('table');
    case 'details_open':
      return stack.open('details', { dir: 'auto', open: token.meta?.open === true || context.keepsOpen });
    case 'summary_open':
    case 'thead_open':
    case 'tbody_open':
    case 'tr_open':
      return stack.open(token.tag);
    case 'th_open':
    case 'td_open':
      return stack.open(token.tag, { dir: 'auto', 'data-align': alignment(token) });
    default:
      return stack.open(undefined);
  }
}

/** Within a list item, a quote or a footnote the direction is that one's: it reads its first letter for all of it. */
function direction(token: Token): { dir?: 'auto' } {
  return token.level === 0 ? { dir: 'auto' } : {};
}

/** As an attribute for the style sheet: a style of its own would need a laxer content security policy. */
function alignment(cell: Token): string | undefined {
  return /^text-align:(left|center|right)$/.exec(String(cell.attrGet('style') ?? ''))?.[1];
}

function itemProps(text: Token | undefined) {
  return { dir: 'auto', className: readTask(text) && 'task' };
}

function openFootnote(stack: ElementStack, token: Token, context: TokenContext, defined: Set<string>): void {
  const label = String(token.meta?.label);
  // Should a label be defined twice, the first has the id.
  const isFirst = context.scope.footnote(label) === context.block && !defined.has(label);
  defined.add(label);
  stack.open('div', {
    className: 'footnote',
    dir: 'auto',
    id: isFirst ? footnoteId(context.idPrefix, label) : undefined,
  });
  stack.element('sup', {}, label);
}

function addLeaf(stack: ElementStack, token: Token, context: TokenContext, opening: InlineOpening) {
  switch (token.type) {
    case 'inline':
      return addInline(stack, token, context, opening);
    case 'fence':
    case 'code_block':
      return stack.element(CodeBlock, {
        code: token.content.replace(/\n$/, ''),
        language: languageOf(token.info),
        streaming: context.open,
      });
    case 'hr':
      return stack.element('hr');
    case 'maths_block':
      stack.open('div', {
        className: 'maths-block',
        dir: 'ltr',
        translate: 'no',
        ...frameProps('Formula'),
      });
      stack.element(Formula, { source: token.content });
      stack.node(context.after);
      return stack.close();
    case 'plain':
      stack.open('span', { className: 'plain' });
      stack.element(PlainText, { text: token.content, after: context.after });
      return stack.close();
    default:
      return stack.text(token.content);
  }
}

/** The box and the rest of the first piece of text, if a list item's inline token starts like a task: `[ ] ` or `[x] `. */
export function readTask(inline: Token | undefined): { done: boolean; text: string } | undefined {
  // A first token that is not text is a link: someone defined [x] as a reference.
  const first = inline?.type === 'inline' ? inline.children?.[0] : undefined;
  const match = first?.type === 'text' ? /^\[([ xX])\][ \t]+/.exec(first.content) : null;
  return match && first ? { done: match[1] !== ' ', text: first.content.slice(match[0].length) } : undefined;
}

/** What tokens need to become elements, besides themselves. */
export interface TokenContext {
  /** Unique on the page; goes before every id. */
  idPrefix: string;
  /** Key of the block the tokens are from. */
  block: number;
  /** What they were parsed in. */
  scope: ParserScope;
  /** See Block. */
  listFrom?: number | undefined;
  /** Details are open: a reader saw them being written. */
  keepsOpen?: boolean | undefined;
  /** More text is expected at the end of these tokens. */
  open: boolean;
  /** Shown right after the last character, a caret for instance. */
  after?: ReactNode;
}
