import { renderToStaticMarkup } from 'react-dom/server';
import { parseMarkdown } from '@/components/answer/parse-markdown';
import { tokenElements } from '@/components/answer/token-elements';

/** The HTML of an answer parsed as one piece, never split: what splitting must not change. */
export function renderWhole(text: string): string {
  const nothing = { references: Object.create(null), footnotes: new Map() };
  const parsed = parseMarkdown(text, nothing, 0);
  if (!parsed) throw new Error('too tangled to be parsed');
  const elements = tokenElements(parsed.tokens, {
    idPrefix: 'answer',
    block: 0,
    footnotes: parsed.footnotes,
    open: false,
  });
  return renderToStaticMarkup(elements);
}
