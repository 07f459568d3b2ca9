import type { Price } from '@/lib/protocol/model';
import type { Usage } from '@/lib/protocol/run-event';
import { type Answer, calledAt, type Ending, endingOf, isRunning } from './answer';
import { estimatedTokensOf } from './beginning';
import { type Moments, momentsOf } from './moments';
import { type Rhythm, rhythmOf } from './rhythm';

/** Below any of these a writing speed says nothing. */
const FEWEST_PIECES = 3;
const SHORTEST_MS = 500;
const FEWEST_TOKENS = 20;

/** Tokens a second. */
export interface Speed {
  perSecond: number;
  /** It is made of tokens that the provider has not counted. */
  estimated: boolean;
}

/** An answer's figures as numbers. Times in ms, null where not known; `figure-table.ts` says what each one means. */
export interface Figures {
  /** start → call, where the lane waited until its source was free; no other figure counts it. */
  queue: number | null;
  wait: number | null;
  /** How many tries the attempt took so far, and how much of its wait went into those that failed and their pauses. */
  tries: { count: number; ms: number };
  firstWord: number | null;
  /** `hidden`: the model thought, and its provider showed nothing of it. */
  think: number | 'hidden' | null;
  write: number | null;
  /** call → end. */
  total: number | null;
  writingSpeed: Speed | null;
  overallSpeed: Speed | null;
  /** null while the lane runs. */
  rhythm: Rhythm | null;
  /** `reasoning` is null where the provider has not counted. */
  tokens: { output: number; reasoning: number | null; estimated: boolean };
  /** USD; `billedBy` is null for an estimate. */
  cost: { usd: number; estimated: boolean; billedBy: Ending['billedBy'] | null } | null;
}

/**
 * @param price USD for a million tokens, null where it is not known.
 * @param promptTokens about how many tokens the lane was sent.
 */
export function figuresOf(answer: Answer, price: Price | null, promptTokens = 0): Figures {
  const called = calledAt(answer);
  const moments = momentsOf(answer);
  const { firstText, lastText, firstOutput, textMarks } = moments;
  const ended = isRunning(answer) ? null : answer.endedAt;
  const since = (at: number | null) => (at === null || answer.blind ? null : at - called);
  const usage = countedUsage(answer, moments);
  const output = usage?.output ?? estimatedTokensOf(answer, 'reasoning') + estimatedTokensOf(answer, 'text');
  return {
    queue: queueOf(answer, ended),
    wait: since(firstOutput),
    tries: { count: 1 + answer.tries.length, ms: msInTries(answer, firstOutput ?? ended) },
    firstWord: since(firstText),
    think: thinkOf(moments, usage),
    write: firstText === null || lastText === null || answer.blind ? null : lastText - firstText,
    total: isNeverCalled(answer) ? null : since(ended),
    writingSpeed: writingSpeedOf(answer, moments, usage),
    overallSpeed: speedOf(output, since(moments.lastOutput), usage === null),
    rhythm: ended === null || answer.blind ? null : rhythmOf(textMarks),
    tokens: { output, reasoning: usage?.reasoning ?? null, estimated: usage === null },
    cost: costOf(answer, price, usage?.input ?? promptTokens, output),
  };
}

function queueOf({ queue, startedAt }: Answer, ended: number | null): number | null {
  const left = queue && (queue.to ?? ended);
  return left === null ? null : left - startedAt;
}

/** It ended in the queue. */
function isNeverCalled({ queue }: Answer): boolean {
  return queue?.to === null;
}

/** @returns null also where the provider counted no output although some came. */
function countedUsage(answer: Answer, { firstOutput }: Moments): Usage | null {
  const usage = endingOf(answer)?.usage ?? null;
  return usage?.output === 0 && firstOutput !== null ? null : usage;
}

/** @param until the first output, or the end where there was none. */
function msInTries(answer: Answer, until: number | null): number {
  const last = answer.tries.at(-1);
  if (!last) return 0;
  const began = last.at + last.delayMs;
  return Math.max(0, (until === null ? began : Math.min(began, until)) - calledAt(answer));
}

function thinkOf({ firstReasoning, firstText }: Moments, usage: Usage | null): Figures['think'] {
  if (firstReasoning === null) return usage !== null && usage.reasoning > 0 ? 'hidden' : null;
  return firstText === null ? null : Math.max(0, firstText - firstReasoning);
}

/** What came with the first piece was there before the time of writing began. */
function writingSpeedOf(answer: Answer, moments: Moments, usage: Usage | null): Speed | null {
  const { firstText, lastText, firstUnits, textMarks } = moments;
  if (firstText === null || lastText === null) return null;
  const text = textTokens(answer, moments, usage);
  const tokens = text.count * (1 - firstUnits / (answer.whole?.text ?? answer.text.length));
  const ms = lastText - firstText;
  if (textMarks.length / 2 < FEWEST_PIECES || ms < SHORTEST_MS || tokens < FEWEST_TOKENS) return null;
  return speedOf(tokens, ms, text.estimated);
}

/** How many tokens of the output are text. Some providers count reasoning that they stream as output and nothing else. */
function textTokens(answer: Answer, { firstReasoning }: Moments, usage: Usage | null) {
  const text = estimatedTokensOf(answer, 'text');
  if (usage === null) return { count: text, estimated: true };
  if (usage.reasoning > 0 || firstReasoning === null)
    return { count: usage.output - usage.reasoning, estimated: false };
  return { count: (usage.output * text) / (text + estimatedTokensOf(answer, 'reasoning')), estimated: true };
}

/** Six digits: more say nothing, and what is shown and what is exported are rounded from the same number. */
function speedOf(tokens: number, ms: number | null, estimated: boolean): Speed | null {
  if (ms === null || ms <= 0) return null;
  return { perSecond: Number((tokens / (ms / 1000)).toPrecision(6)), estimated };
}

function costOf(answer: Answer, price: Price | null, input: number, output: number): Figures['cost'] {
  const ending = endingOf(answer);
  if (ending !== null && ending.cost !== null) {
    return { usd: ending.cost, estimated: false, billedBy: ending.billedBy };
  }
  if (price === null) return null;
  // What fails before its first output is not billed (OpenRouter's zero-completion insurance).
  const billed = answer.phase !== 'failed' || output > 0;
  const usd = billed ? (input * price.input + output * price.output) / 1e6 : 0;
  return { usd, estimated: true, billedBy: null };
}
