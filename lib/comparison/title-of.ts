import { type ComparisonRecord, promptText } from '@/lib/protocol/comparison';
import { withoutCodeMarks } from './code-marks';

/** Characters that a title on a tab or in a list of results has room for. */
const MOST = 80;

/** What a comparison's page is called: as it was renamed, else how its first prompt begins. */
export function titleOf({ title, turns }: ComparisonRecord): string {
  const line = (title ?? withoutCodeMarks(turns[0] ? promptText(turns[0]) : '')).replace(/\s+/g, ' ').trim();
  if (line.length <= MOST) return line;
  // Not in the middle of a character.
  return `${line.slice(0, MOST - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
