/** A comment, or a text that may hold what looks like one. */
const COMMENT_OR_TEXT = /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

/** The code without its comments; texts stay, since they name what is imported. */
export function withoutComments(code: string): string {
  return code.replace(COMMENT_OR_TEXT, (found) => (found.startsWith('//') || found.startsWith('/*') ? '' : found));
}
