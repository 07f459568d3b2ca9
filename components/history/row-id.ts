/** The DOM id of the link to a comparison in its row. */
export function rowLinkId(comparison: string): string {
  return `history-link:${comparison}`;
}

/** The DOM id of the button that lets its title be written. */
export function renameButtonId(comparison: string): string {
  return `history-rename:${comparison}`;
}

/** The DOM id of the button that takes its deletion back. */
export function undoButtonId(comparison: string): string {
  return `history-undo:${comparison}`;
}
