/** `w1 w2 … wN`, a word in each piece: what `words-N` says. */
export function words(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${index > 0 ? ' ' : ''}w${index + 1}`);
}
