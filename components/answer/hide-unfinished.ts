import type { Block } from './block';

const PARTIAL_FENCE = /\n {0,3}(?:`+|~+)$/;
const PARTIAL_MARKER = /\n[ \t>]*(?:[-=]+|[*+]|\d{1,9}[.)]?|#{1,6}|`{1,2}|~{1,2})[ \t]*$/;

/**
 * Leaves out the start of a last line whose meaning is still open: the `-` of a list's first item would underline a
 * heading for a frame, and a closing fence would be code. The next characters bring it back.
 */
export function hideUnfinished(text: string, kind: Block['kind']): string {
  // Either is short, and a regular expression would look at every line of a long block.
  const from = Math.max(0, text.length - 80);
  const match = (kind === 'fence' ? PARTIAL_FENCE : PARTIAL_MARKER).exec(text.slice(from));
  return match ? text.slice(0, from + match.index + 1) : text;
}
