import { CODE_SPAN } from './code-span';

const CODE_SPANS = new RegExp(CODE_SPAN, 'g');

/** `code` → code: for where a text can be in one face only. */
export function withoutCodeMarks(text: string): string {
  return text.replace(CODE_SPANS, '$1');
}
