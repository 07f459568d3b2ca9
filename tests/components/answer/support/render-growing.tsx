import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Markdown } from '@/components/answer/markdown';
import { bareElement } from './bare-dom';

/**
 * Shows an answer as it grows by a piece of so many characters at a time, and then as it is complete.
 * @param between is called after each piece with the element that the answer is in.
 * @returns what can be read in the end.
 */
export function renderGrowing(text: string, piece: number, between: (element: Element) => void = () => {}): string {
  const element = bareElement();
  const root = createRoot(element);
  for (let end = piece; end <= text.length; end += piece) {
    flushSync(() => root.render(<Markdown text={text.slice(0, end)} streaming={true} after={<i />} />));
    between(element);
  }
  flushSync(() => root.render(<Markdown text={text} streaming={false} />));
  const content = element.textContent ?? '';
  flushSync(() => root.unmount());
  return content;
}
