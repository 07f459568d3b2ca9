/** What a canned answer may refer to. Texts are quoted: shortened and safe in Markdown, see `quotePrompt`. */
export interface Question {
  /** The prompt to answer. */
  prompt: string;
  /** The prompt of the turn before; null in the first turn. */
  earlier: string | null;
  /** null when there is none. */
  system: string | null;
  /** From 1. */
  turn: number;
  /** Picks one of several wordings; the same for the same question. */
  pick<T>(wordings: readonly [T, ...T[]]): T;
}

/** How many questions are remembered. The least recently asked is forgotten first. */
const MAX_REMEMBERED = 500;

/** Counts how often each question was asked: 1 for the first time, and again after it was forgotten. */
export function countRequests(): (question: string) => number {
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

/** Which turn it is, what came before, and whether there is a system prompt, in one or two sentences. */
export function describeTalk({ turn, earlier, system, pick }: Question): string {
  const place =
    earlier === null
      ? pick([
          'This is turn 1, so there is nothing to look back on yet.',
          'We are in turn 1, with a clean slate.',
          'It is turn 1, and anything may follow.',
        ])
      : pick([
          `This is turn ${turn}; before it you asked ${earlier}.`,
          `We are in turn ${turn}, and ${earlier} came before it.`,
          `Turn ${turn} it is, after ${earlier}.`,
        ]);
  if (system === null) return place;
  return `${place} ${pick([
    `Your system prompt, ${system}, was read along with it.`,
    `The system prompt ${system} came with it.`,
  ])}`;
}
