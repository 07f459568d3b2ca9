/**
 * Props of a box that scrolls sideways on its own: reachable and named, so that the keyboard can scroll it too. A group,
 * not a region: eight panes may hold a dozen of them, which would drown the page's real landmarks.
 */
export function frameProps(label: string) {
  return { role: 'group', tabIndex: 0, 'aria-label': label } as const;
}
