const LENGTH = 72;

/**
 * Quotes a text on one line, at most 72 characters of it, safe in a paragraph, heading or table cell of Markdown. It escapes
 * Markdown's characters and removes invisible ones (controls, marks of writing direction, lone surrogates). It cuts between
 * code points, at the end of a word if one is near.
 */
export function quotePrompt(text: string): string {
  // Keeps U+200C and U+200D, which join emoji and Persian words.
  const line = text
    .slice(0, LENGTH * 20)
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu, '')
    .trim();
  const short = shorten(line);
  return `“${short.replace(/[!#$&*<>[\\\]^_`{|}~]/g, '\\$&') || '…'}”`;
}

function shorten(line: string): string {
  const points = Array.from(line);
  if (points.length <= LENGTH) return line;
  const cut = points.slice(0, LENGTH - 1).join('');
  const word = cut.lastIndexOf(' ');
  return `${(word > LENGTH / 2 ? cut.slice(0, word) : cut).trimEnd()}…`;
}
