/** `$x_1$` on one line. Without a sign of TeX in it, beside a blank or before a digit it is about money. */
export const DOLLARS = /\$(?=[^$\n]*[\\^_{])[^\s$](?:[^$\n]*[^\s$])?\$(?![\p{L}\p{N}$])/uy;

/** @returns what ends a formula. @param opener what begins it, and of `\begin{…}` the environment. */
export function closerOf([opener, environment]: RegExpExecArray): string {
  if (environment !== undefined) return `\\end{${environment}}`;
  return { '\\(': '\\)', '\\[': '\\]' }[opener] ?? opener;
}
