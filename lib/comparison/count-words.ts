const known = new WeakMap<object, number>();

/**
 * How many words a text has, in any script: Intl's word segments that are word-like. Linear in its length.
 *
 * @param holder what the text belongs to and never changes with: a text is counted once for it.
 */
export function countWords(holder: { readonly text: string }): number {
  const counted = known.get(holder);
  if (counted !== undefined) return counted;
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter('en', { granularity: 'word' }).segment(holder.text)) {
    if (isWordLike) count += 1;
  }
  known.set(holder, count);
  return count;
}
