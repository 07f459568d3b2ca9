import { renderToStaticMarkup } from 'react-dom/server';
import './formulas-ready';
import { Definitions } from '@/components/answer/definitions';
import { parseMarkdown } from '@/components/answer/parse-markdown';
import { tokenElements } from '@/components/answer/token-elements';

/** The HTML of an answer parsed as one piece, never split: what splitting must not change. */
export function renderWhole(text: string): string {
  const parsed = parseMarkdown(text, Definitions.none(), 0, false);
  if (!parsed) throw new Error('too tangled to be parsed');
  const elements = tokenElements(parsed.tokens, {
    idPrefix: 'answer',
    block: 0,
    scope: parsed.scope,
    open: false,
  });
  return renderToStaticMarkup(elements);
}
