import { describe, expect, test } from 'vitest';
import type { Answer } from '@/lib/comparison/answer';
import { estimateTokens } from '@/lib/comparison/estimate-tokens';
import { figuresOf } from '@/lib/comparison/figures';
import { latestAnswer } from '@/lib/comparison/state';
import type { Failure } from '@/lib/protocol/failure';
import type { LaneEvent, RunEvent, RunEventOf, Usage } from '@/lib/protocol/run-event';
import { foldRuns } from '../support/fold-runs';

const timestamp = '2026-11-22T10:00:00.000Z';
const who = { lane: 'A', model: 'vendor/model' } as const;
/** USD for a million tokens, in and out. */
const price = { input: 2, output: 10 };

/** The answer that a lane's events make which starts at 100 ms. */
function answerOf(...events: LaneEvent[]): Answer {
  const log: RunEvent[] = [
    { type: 'run', at: 0, run: 'r', comparison: 'c', turn: 1, lanes: [who], timestamp },
    { type: 'start', at: 100, ...who, attempt: 1, timestamp },
    ...events,
  ];
  const answer = latestAnswer(foldRuns(['r', log]), 1, 'A');
  if (!answer) throw new Error('the log starts no answer');
  return answer;
}

function text(at: number, content = 'word '): LaneEvent {
  return { type: 'chunk', at, ...who, content };
}

function reasoning(at: number, content = 'hm '): LaneEvent {
  return { type: 'reasoning', at, ...who, content };
}

function done(at: number, told: Partial<RunEventOf<'done'>> = {}): LaneEvent {
  const nothing = { usage: null, cost: null, provider: null, servedModel: null };
  return { type: 'done', at, ...who, timestamp, reason: 'stop', ...nothing, ...told };
}

function failed(at: number, failure: Failure = { code: 'connection-lost' }): LaneEvent {
  return { type: 'error', at, ...who, timestamp, failure };
}

function usage(input: number, output: number): Usage {
  return { input, output, reasoning: 0, cached: 0 };
}

describe('times', () => {
  test('of a lane that has said nothing yet are all unknown', () => {
    expect(figuresOf(answerOf(), price)).toMatchObject({
      firstToken: null,
      wait: null,
      think: null,
      write: null,
      total: null,
      tokensPerSecond: null,
    });
  });

  test('count from the start of the lane, not of the run', () => {
    const figures = figuresOf(answerOf(text(350), text(600), done(700)), price);
    expect(figures).toMatchObject({ wait: 250, firstToken: 250, think: null, write: 250, total: 600 });
  });

  test('tell waiting, thinking and writing apart', () => {
    const figures = figuresOf(answerOf(reasoning(300), reasoning(900), text(1100), text(2100), done(2200)), price);
    expect(figures).toMatchObject({ wait: 200, think: 800, firstToken: 1000, write: 1000, total: 2100 });
  });

  test('leave the first token unknown while a lane only thinks', () => {
    const figures = figuresOf(answerOf(reasoning(300), reasoning(900)), price);
    expect(figures).toMatchObject({ wait: 200, firstToken: null, think: null, write: null, total: null });
  });

  test('count automatic tries and their delays as waiting', () => {
    const retry: LaneEvent = {
      type: 'retry',
      at: 400,
      ...who,
      try: 2,
      delayMs: 1000,
      failure: { code: 'rate-limited', status: 429 },
    };
    expect(figuresOf(answerOf(retry, text(1900), done(2000)), price)).toMatchObject({ wait: 1800, firstToken: 1800 });
  });

  test('take no notice of the provider saying that it is processing', () => {
    expect(figuresOf(answerOf({ type: 'queued', at: 150, ...who }, text(350)), price).wait).toBe(250);
  });

  test('give a lane that ended without output its whole time as waiting', () => {
    expect(figuresOf(answerOf(failed(5100)), price)).toMatchObject({ wait: 5000, firstToken: null, total: 5000 });
    expect(figuresOf(answerOf(done(600, { reason: 'stopped' })), price)).toMatchObject({ wait: 500, total: 500 });
  });

  test('of one piece of text give no time to writing', () => {
    expect(figuresOf(answerOf(text(350), done(700)), price).write).toBe(0);
  });

  test('never let thinking that comes after the first text count below nothing', () => {
    const figures = figuresOf(answerOf(text(300), reasoning(500), text(900), done(1000)), price);
    expect(figures).toMatchObject({ wait: 200, firstToken: 200, think: 0, write: 600 });
  });
});

describe('tokens a second', () => {
  test('are output tokens over the time from the first output to the last, whenever the lane ends', () => {
    const answer = answerOf(text(1100), text(3100), done(9000, { usage: usage(10, 100) }));
    expect(figuresOf(answer, price).tokensPerSecond).toBe(50);
  });

  test('have reasoning both in the tokens and in the time', () => {
    const answer = answerOf(reasoning(1100), text(2600), text(3100), done(3200, { usage: usage(10, 100) }));
    expect(figuresOf(answer, price).tokensPerSecond).toBe(50);
  });

  test('count reasoning that is not answered yet', () => {
    const answer = answerOf(reasoning(1100, 'x'.repeat(40)), reasoning(2100, 'x'.repeat(40)));
    expect(figuresOf(answer, price).tokensPerSecond).toBe(20);
  });

  test('are unknown below two pieces', () => {
    expect(figuresOf(answerOf(text(300), done(5000, { usage: usage(1, 500) })), price).tokensPerSecond).toBeNull();
  });

  test('are unknown below 200 ms and known from there', () => {
    const over = (ms: number) => figuresOf(answerOf(text(300), text(300 + ms), done(9000)), price).tokensPerSecond;
    expect(over(199)).toBeNull();
    expect(over(200)).not.toBeNull();
  });

  test('are known of one piece of reasoning and one of text that lie apart', () => {
    const answer = answerOf(reasoning(300), text(800), done(900, { usage: usage(1, 50) }));
    expect(figuresOf(answer, price).tokensPerSecond).toBe(100);
  });

  test('of a lane that failed are those of what it wrote', () => {
    const answer = answerOf(text(1100, 'x'.repeat(40)), text(2100, 'x'.repeat(40)), failed(60_000));
    expect(figuresOf(answer, price).tokensPerSecond).toBe(20);
  });
});

describe('tokens', () => {
  test('are estimated, reasoning and text, until the provider has counted them', () => {
    const running = answerOf(reasoning(300, 'x'.repeat(80)), text(800, 'x'.repeat(40)));
    expect(figuresOf(running, price).tokens).toEqual({ output: 30, estimated: true });
    const counted = answerOf(text(800, 'x'.repeat(40)), done(900, { usage: usage(7, 11) }));
    expect(figuresOf(counted, price).tokens).toEqual({ output: 11, estimated: false });
  });

  test('stay estimated when the lane ended without a count', () => {
    const stopped = answerOf(text(800, 'x'.repeat(40)), done(900, { reason: 'stopped' }));
    expect(figuresOf(stopped, price).tokens).toEqual({ output: 10, estimated: true });
    expect(figuresOf(answerOf(text(800, 'x'.repeat(40)), failed(900)), price).tokens).toEqual({
      output: 10,
      estimated: true,
    });
  });

  test('are none for no text, about a quarter of Latin letters, and one for each ideograph', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('a')).toBe(1);
    expect(estimateTokens('four letters each'.repeat(1000))).toBe(4250);
    expect(estimateTokens('語'.repeat(300))).toBe(300);
  });
});

describe('cost', () => {
  test('is what the provider billed, whatever the price list says', () => {
    const answer = answerOf(text(300), done(900, { usage: usage(1000, 1000), cost: 0.5 }));
    expect(figuresOf(answer, price).cost).toEqual({ usd: 0.5, estimated: false });
    expect(figuresOf(answer, null).cost).toEqual({ usd: 0.5, estimated: false });
  });

  test('of nothing is nothing, and no estimate, when the provider billed nothing', () => {
    const answer = answerOf(text(300), done(900, { usage: usage(1000, 1000), cost: 0 }));
    expect(figuresOf(answer, price).cost).toEqual({ usd: 0, estimated: false });
  });

  test('is estimated from the counted tokens when they came without a bill', () => {
    const answer = answerOf(text(300), done(900, { usage: usage(1_000_000, 500_000) }));
    expect(figuresOf(answer, price, 5).cost).toEqual({ usd: 7, estimated: true });
  });

  test('is estimated from the prompt and what came so far while a lane runs', () => {
    const answer = answerOf(text(300, 'x'.repeat(400)));
    expect(figuresOf(answer, price, 1000).cost).toEqual({ usd: (1000 * 2 + 100 * 10) / 1e6, estimated: true });
  });

  test('is unknown without a bill and without a price', () => {
    expect(figuresOf(answerOf(text(300), done(900, { usage: usage(1, 1) })), null).cost).toBeNull();
  });

  test('of a lane that failed before its first output is nothing, with or without a price', () => {
    expect(figuresOf(answerOf(failed(900)), price, 1000).cost).toEqual({ usd: 0, estimated: false });
    expect(figuresOf(answerOf(failed(900)), null, 1000).cost).toEqual({ usd: 0, estimated: false });
  });

  test('of a lane that failed half way is an estimate', () => {
    const answer = answerOf(text(300, 'x'.repeat(400)), failed(900));
    expect(figuresOf(answer, price, 1000).cost).toEqual({ usd: 0.003, estimated: true });
  });
});
