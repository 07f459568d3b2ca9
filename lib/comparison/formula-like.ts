/** What a spreadsheet would take for the beginning of a formula, or skip before one. */
const LIKE_FORMULA = /^[\t\r\n]|^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;

/** A cell that a spreadsheet would take for a formula is made text. */
export function harmlessCell(text: string): string {
  return LIKE_FORMULA.test(text) ? `'${text}` : text;
}
