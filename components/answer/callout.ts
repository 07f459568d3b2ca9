import type { Token } from 'markdown-it';

/** A quote that begins with a line `[!NOTE]`: GitHub's alerts. */
export interface Callout {
  kind: string;
  title: string;
  /** How many tokens of its first paragraph say so. */
  tokens: number;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['NOTE', 'Note'],
  ['TIP', 'Tip'],
  ['IMPORTANT', 'Important'],
  ['WARNING', 'Warning'],
  ['CAUTION', 'Caution'],
]);

/** @param inline the text of a quote's first paragraph. @returns undefined for any other quote. */
export function readCallout(inline: Token | undefined): Callout | undefined {
  const [first, second] = inline?.type === 'inline' ? (inline.children ?? []) : [];
  const name = first?.type === 'text' ? /^\[!([A-Za-z]+)\][ \t]*$/.exec(first.content)?.[1] : undefined;
  const title = KINDS.get(name?.toUpperCase() ?? '');
  const endsLine = second === undefined || second.type === 'softbreak' || second.type === 'hardbreak';
  return title && endsLine ? { kind: title.toLowerCase(), title, tokens: second ? 2 : 1 } : undefined;
}
