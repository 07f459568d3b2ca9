import type { Token } from 'markdown-it';

/** The box and the rest of the first piece of text, if a list item's inline token starts like a task: `[ ] ` or `[x] `. */
export function readTask(inline: Token | undefined): { done: boolean; text: string } | undefined {
  // A first token that is not text is a link: someone defined [x] as a reference.
  const first = inline?.type === 'inline' ? inline.children?.[0] : undefined;
  const match = first?.type === 'text' ? /^\[([ xX])\][ \t]+/.exec(first.content) : null;
  return match && first ? { done: match[1] !== ' ', text: first.content.slice(match[0].length) } : undefined;
}
