/** As many questions are remembered; the one that was asked longest ago is forgotten first. */
const MAX_REMEMBERED = 500;

/** Counts how often each question was asked: 1 for the first time, or for the first since it was forgotten. */
export function countAskings(): (question: string) => number {
  // A Map keeps the order of insertion, so its first key is the oldest.
  const counts = new Map<string, number>();
  return (question) => {
    const count = (counts.get(question) ?? 0) + 1;
    counts.delete(question);
    counts.set(question, count);
    const oldest = counts.keys().next();
    if (counts.size > MAX_REMEMBERED && !oldest.done) counts.delete(oldest.value);
    return count;
  };
}
