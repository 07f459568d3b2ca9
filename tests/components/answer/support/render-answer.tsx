import { renderToStaticMarkup } from 'react-dom/server';
import { Markdown } from '@/components/answer/markdown';

/** The HTML inside a finished answer. */
export function renderAnswer(text: string): string {
  const html = renderToStaticMarkup(<Markdown text={text} streaming={false} />);
  return html.replace(/^<div class="markdown">|<\/div>$/g, '');
}
