/** The id of a footnote: any label, also one with spaces or quotes in it, gives a plain identifier of its own. */
export function footnoteId(idPrefix: string, label: string): string {
  return `${idPrefix}-fn-${label.replace(/[^a-z0-9-]/gi, (char) => `_${char.charCodeAt(0).toString(16)}`)}`;
}
