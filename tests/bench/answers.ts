import { DEGENERATE, type DegenerateName, prose } from './texts';

/** How a model of the upstream answers. */
export interface Answer {
  tokens: number;
  /** From the request to the first token, and from each token to the next; 0 for all at once. */
  everyMs: number;
  /** Each token is filled up to this length; absent for a moment alone, some ten bytes. */
  bytes?: number;
  /** What it says instead of moments; `tokens` is the number of its pieces. A late piece does not delay those after it. */
  pieces?: readonly string[];
}

/** A word and its space are a piece. */
function inWords(text: string, everyMs: number): Answer {
  const pieces = text.match(/\S+\s*/g) ?? [];
  return { tokens: pieces.length, everyMs, pieces };
}

function inPieces(text: string): Answer {
  const pieces = text.match(/[\s\S]{1,16}/g) ?? [];
  return { tokens: pieces.length, everyMs: 2, pieces };
}

const degenerate = Object.fromEntries(
  Object.entries(DEGENERATE).map(([name, text]) => [name, inPieces(text)]),
) as Record<DegenerateName, Answer>;

/** The models of the upstream; `bench/light` is the id of `light`. */
export const ANSWERS = {
  /** Two seconds of a usual pace. */
  light: { tokens: 100, everyMs: 20 },
  short: { tokens: 10, everyMs: 20 },
  /** Two seconds of the fastest models. */
  busy: { tokens: 400, everyMs: 5 },
  /** Slow, so that thousands can be open at once. */
  slow: { tokens: 40, everyMs: 600 },
  /** Longer than any load lasts. */
  endless: { tokens: 3000, everyMs: 20 },
  /** A megabyte. */
  bulky: { tokens: 256, everyMs: 20, bytes: 4096 },
  /** Some 50 kB of log in two seconds, and it goes on for ten. */
  flowing: { tokens: 1000, everyMs: 10, bytes: 100 },
  /** The same, ended in half a second. */
  flown: { tokens: 50, everyMs: 10, bytes: 800 },
  /** Two kB at once. */
  page: { tokens: 40, everyMs: 0, bytes: 50 },
  /** An answer in Markdown of 20 s, 200 tokens a second. */
  prose: inWords(prose(9), 5),
  ...degenerate,
} as const satisfies Record<string, Answer>;

export type AnswerName = keyof typeof ANSWERS;

export function modelId(name: AnswerName): string {
  return `bench/${name}`;
}

/** @returns null for a model that the upstream does not have. */
export function answerOf(model: string): Answer | null {
  const name = model.replace(/^bench\//, '');
  return Object.hasOwn(ANSWERS, name) ? ANSWERS[name as AnswerName] : null;
}

/** The text of a token: the moment of its writing; of the first token, the moment of the request's arrival before it. */
export function stampOf(at: number, arrivedAt: number | null, bytes = 0): string {
  const stamp = arrivedAt === null ? at.toFixed(2) : `${arrivedAt.toFixed(2)}/${at.toFixed(2)}`;
  return `${stamp} `.padEnd(bytes, '.');
}

export interface Stamp {
  at: number;
  arrivedAt: number | null;
}

/** Reads the stamps of a text of whole tokens. */
export function readStamps(text: string): Stamp[] {
  return Array.from(text.matchAll(/(?:(\d+\.\d\d)\/)?(\d+\.\d\d) \.*/g), ([, arrivedAt, at]) => ({
    at: Number(at),
    arrivedAt: arrivedAt === undefined ? null : Number(arrivedAt),
  }));
}
