import { renderToStaticMarkup } from 'react-dom/server';
import { Markdown } from '@/components/answer/markdown';
import './formulas-ready';
import { withoutTextSpans } from './without-text-spans';

/** The HTML inside a finished answer, without the elements that only keep texts apart. */
export function renderAnswer(text: string): string {
  return renderMarkdown(<Markdown text={text} streaming={false} />).replace(/^<div class="markdown">|<\/div>$/g, '');
}

/** The HTML of answers, without the elements that only keep texts apart, and without what only translators read. */
export function renderMarkdown(markdown: React.ReactNode): string {
  return withoutTextSpans(renderToStaticMarkup(markdown)).replaceAll(' translate="no"', '');
}
