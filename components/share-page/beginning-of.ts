/** As much of a prompt stands in a heading: characters, lines. */
const MOST = 320;
const MOST_LINES = 6;

/** @returns as much of a prompt as a heading holds, cut between words and before code; null for one that fits. */
export function beginningOf(prompt: string): string | null {
  const code = prompt.search(/^```/m);
  const before = code > 0 ? prompt.slice(0, code).trimEnd() : '';
  return before.trim() === '' ? cutShort(prompt) : (cutShort(before) ?? before);
}

function cutShort(prompt: string): string | null {
  const lines = prompt.split('\n', MOST_LINES + 1);
  const kept = lines.slice(0, MOST_LINES).join('\n');
  if (kept.length <= MOST) return lines.length > MOST_LINES ? kept.trimEnd() : null;
  const cut = kept.slice(0, MOST);
  const words = cut.replace(/\s+\S*$/, '');
  // One word without end; not in the middle of a character.
  return words === cut ? cut.replace(/[\ud800-\udbff]$/, '') : words;
}
