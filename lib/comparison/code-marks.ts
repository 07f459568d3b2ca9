/** What a text marks as code: between single backticks, on one line. */
export const CODE_SPAN = /(?<!`)`([^`\n]+)`(?!`)/;

const CODE_SPANS = new RegExp(CODE_SPAN, 'g');

/** A line that begins or ends a block of code. */
const FENCES = /^```.*$/gm;

/** `code` → code, and no fences around blocks: for where a text can be in one face only. */
export function withoutCodeMarks(text: string): string {
  return text.replace(FENCES, '').replace(CODE_SPANS, '$1');
}
