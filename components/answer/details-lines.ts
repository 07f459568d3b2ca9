/** How far the lines of `<details>` have been read. */
export interface DetailsState {
  /** How many are open, one within the other. */
  depth: number;
  /** The run of backticks or tildes that a fence within began with; '' outside of code. */
  fence: string;
}

export const NO_DETAILS: DetailsState = { depth: 0, fence: '' };

const OPENER = /[ \t]*<details(?:[ \t][^<>\n]{0,200})?>/iy;
const CLOSER = '</details>';
const FENCE = /^(?:(`{3,})[^`]*$|(~{3,}))/;

/** @param source a line without its indent. @returns whether it begins details. */
export function opensDetails(source: string): boolean {
  OPENER.lastIndex = 0;
  return source.startsWith('<') && OPENER.test(source);
}

/**
 * Reads one line of details or what may be such: tags at its beginning open, tags at its end close. In code there are none.
 */
export function readDetailsLine({ depth, fence }: DetailsState, source: string): DetailsState {
  const line = source.trim();
  if (fence !== '') {
    const closes = line.startsWith(fence) && line.replaceAll(fence.charAt(0), '') === '';
    return { depth, fence: closes ? '' : fence };
  }
  const found = FENCE.exec(line);
  const run = found?.[1] ?? found?.[2];
  if (run !== undefined) return { depth, fence: run };
  const after = depth + countOpeners(line);
  return { depth: Math.max(0, after - countClosers(line, after)), fence };
}

function countOpeners(line: string): number {
  let count = 0;
  for (OPENER.lastIndex = 0; OPENER.test(line); ) count++;
  return count;
}

function countClosers(line: string, most: number): number {
  let count = 0;
  let end = line.length;
  while (count < most && line.slice(end - CLOSER.length, end).toLowerCase() === CLOSER) {
    count++;
    end -= CLOSER.length;
    while (end > 0 && ' \t'.includes(line.charAt(end - 1))) end--;
  }
  return count;
}
