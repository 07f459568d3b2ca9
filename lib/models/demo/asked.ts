/** What a canned answer may refer to. The quotations are shortened and safe to set in Markdown, see `quotePrompt`. */
export interface Asked {
  /** The prompt that is to be answered. */
  prompt: string;
  /** The prompt before; null in the first turn. */
  earlier: string | null;
  /** null when there is none. */
  system: string | null;
  /** From 1. */
  turn: number;
  /** One of several wordings, the same one for the same question. */
  pick<T>(wordings: readonly [T, ...T[]]): T;
}
