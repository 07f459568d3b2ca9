const LENGTH = 72;

/**
 * A text in quotation marks, on one line, at most 72 characters of it, safe inside a paragraph, a heading or a table
 * cell of Markdown: whatever Markdown would read is escaped, and characters that cannot be seen (controls, marks that
 * turn the direction of writing, halves of a surrogate pair) are left out. Cut between code points, at a word's end
 * when one is near.
 */
export function quotePrompt(text: string): string {
  // The joiners inside emoji families and Persian words stay: U+200C and U+200D.
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
