import type { Price } from '@/lib/protocol/model';
import type { Usage } from '@/lib/protocol/run-event';
import { type Answer, isRunning } from './answer';
import { estimatedTokensOf } from './beginning';
import { earliest } from './earliest';

/** Fewer pieces, or a shorter time from the first to the last, and a rate of tokens says nothing. */
const FEWEST_PIECES = 2;
const SHORTEST_MS = 200;

/** A pane's figures, with the one definition of each. Times in ms, null where not known. */
export interface Figures {
  /** start → first text. */
  firstToken: number | null;
  /** start → first output of any kind, automatic tries and their delays included; the end when there was none. */
  wait: number | null;
  /** first reasoning → first text. */
  think: number | null;
  /** first → last text. */
  write: number | null;
  /** start → end. */
  total: number | null;
  /** Output tokens ÷ seconds from the first output of any kind to the last. */
  tokensPerSecond: number | null;
  tokens: { output: number; estimated: boolean };
  /** USD. */
  cost: { usd: number; estimated: boolean } | null;
}

export function figuresOf(answer: Answer, price: Price | null, promptTokens = 0): Figures {
  const { startedAt, reasoningMarks, textMarks } = answer;
  const ended = isRunning(answer) ? null : answer.endedAt;
  const firstText = firstAt(textMarks);
  const firstReasoning = firstAt(reasoningMarks);
  const firstOutput = earliest(firstReasoning, firstText);
  const lastOutput = latest(lastAt(reasoningMarks), lastAt(textMarks));
  const usage = 'ending' in answer ? answer.ending.usage : null;
  const output = usage?.output ?? estimatedTokensOf(answer, 'reasoning') + estimatedTokensOf(answer, 'text');
  return {
    firstToken: firstText === null ? null : firstText - startedAt,
    wait: firstOutput === null ? (ended === null ? null : ended - startedAt) : firstOutput - startedAt,
    think: firstReasoning === null || firstText === null ? null : Math.max(0, firstText - firstReasoning),
    write: firstText === null ? null : (lastAt(textMarks) ?? firstText) - firstText,
    total: ended === null ? null : ended - startedAt,
    tokensPerSecond: rateOf(output, answer, firstOutput, lastOutput),
    tokens: { output, estimated: usage === null },
    cost: costOf(answer, price, usage, promptTokens, output),
  };
}

function rateOf(tokens: number, answer: Answer, from: number | null, to: number | null): number | null {
  const pieces = (answer.reasoningMarks.length + answer.textMarks.length) / 2;
  if (from === null || to === null || pieces < FEWEST_PIECES || to - from < SHORTEST_MS) return null;
  return tokens / ((to - from) / 1000);
}

function costOf(answer: Answer, price: Price | null, usage: Usage | null, promptTokens: number, output: number) {
  const billed = 'ending' in answer ? answer.ending.cost : null;
  if (billed !== null) return { usd: billed, estimated: false };
  // Nothing came: what fails before its first output is not billed (OpenRouter's zero-completion insurance).
  if (answer.phase === 'failed' && output === 0) return { usd: 0, estimated: false };
  if (price === null) return null;
  const input = usage?.input ?? promptTokens;
  return { usd: (input * price.input + output * price.output) / 1e6, estimated: true };
}

function firstAt(marks: readonly number[]): number | null {
  return marks[0] ?? null;
}

function lastAt(marks: readonly number[]): number | null {
  return marks.at(-2) ?? null;
}

function latest(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.max(one, other);
}
