/** 1, "turn" → "1 turn"; 2, "turn" → "2 turns". */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
