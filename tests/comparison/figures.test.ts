import { describe, expect, test } from 'vitest';
import type { Answer } from '@/lib/comparison/answer';
import { estimateTokens } from '@/lib/comparison/estimate-tokens';
import { figureWords, SHORT } from '@/lib/comparison/figure-table';
import { figuresOf } from '@/lib/comparison/figures';
import type { LaneEvent, Usage } from '@/lib/protocol/run-event';
import { answerOf, done, failed, reasoning, retry, text, usage, who } from '../support/lane-events';

/** USD for a million tokens, in and out. */
const price = { input: 2, output: 10 };

describe('times', () => {
  test('of a lane that has said nothing yet are all unknown', () => {
    expect(figuresOf(answerOf(), price)).toMatchObject({
      wait: null,
      firstWord: null,
      think: null,
      write: null,
      total: null,
      writingSpeed: null,
      overallSpeed: null,
      rhythm: null,
    });
  });

  test('count from the start of the lane, not of the run', () => {
    const figures = figuresOf(answerOf(text(350), text(600), done(700)), price);
    expect(figures).toMatchObject({ wait: 250, firstWord: 250, think: null, write: 250, total: 600 });
  });

  test('tell waiting, thinking and writing apart', () => {
    const figures = figuresOf(answerOf(reasoning(300), reasoning(900), text(1100), text(2100), done(2200)), price);
    expect(figures).toMatchObject({ wait: 200, think: 800, firstWord: 1000, write: 1000, total: 2100 });
  });

  test('leave the first word unknown while a lane only thinks', () => {
    const figures = figuresOf(answerOf(reasoning(300), reasoning(900)), price);
    expect(figures).toMatchObject({ wait: 200, firstWord: null, think: null, write: null, total: null });
  });

  test('count automatic tries and their pauses as waiting, and say how much they took', () => {
    const figures = figuresOf(answerOf(retry(400), text(1900), done(2000)), price);
    expect(figures).toMatchObject({ wait: 1800, firstWord: 1800, tries: { count: 2, ms: 1300 } });
    expect(figureWords('wait', figures, SHORT)).toBe('1.80 s, 1.30 s in tries');
    expect(figuresOf(answerOf(text(1900)), price).tries).toEqual({ count: 1, ms: 0 });
  });

  test('count no more time for tries than a lane had', () => {
    const stopped = answerOf(retry(400, 3000), done(900, { reason: 'stopped' }));
    expect(figuresOf(stopped, price).tries).toEqual({ count: 2, ms: 800 });
  });

  test('leave out the queue, which has a figure of its own', () => {
    const queue: LaneEvent[] = [
      { type: 'queued', at: 100, ...who, queue: 'source' },
      { type: 'called', at: 5100, ...who },
    ];
    const figures = figuresOf(answerOf(...queue, retry(5400), text(6900), done(7100)), price);
    expect(figures).toMatchObject({ queue: 5000, wait: 1800, firstWord: 1800, total: 2000, tries: { ms: 1300 } });
    const [queued] = queue as [LaneEvent];
    expect(figuresOf(answerOf(queued), price)).toMatchObject({ queue: null, wait: null });
    const stopped = answerOf(queued, done(4100, { reason: 'stopped' }));
    expect(figuresOf(stopped, price)).toMatchObject({ queue: 4000, wait: null, total: null });
    expect(figuresOf(answerOf(text(350), done(700)), price).queue).toBeNull();
  });

  test('take no notice of the provider saying that it is processing, nor of what comes beside the text', () => {
    const source = { kind: 'source', url: 'https://example.com/', title: 'Example' } as const;
    const beside: LaneEvent[] = [
      { type: 'queued', at: 150, ...who },
      { type: 'note', at: 200, ...who, note: source },
    ];
    expect(figuresOf(answerOf(...beside, text(350), done(700)), price)).toMatchObject({ wait: 250, firstWord: 250 });
    expect(figuresOf(answerOf(...beside, done(700)), price)).toMatchObject({ wait: null, firstWord: null });
  });

  test('of a lane that ended without output leave the wait unknown', () => {
    expect(figuresOf(answerOf(failed(5100)), price)).toMatchObject({ wait: null, firstWord: null, total: 5000 });
    expect(figuresOf(answerOf(done(600, { reason: 'stopped' })), price)).toMatchObject({ wait: null, total: 500 });
  });

  test('of one piece of text give no time to writing', () => {
    expect(figuresOf(answerOf(text(350), done(700)), price).write).toBe(0);
  });

  test('never let thinking that comes after the first text count below nothing', () => {
    const figures = figuresOf(answerOf(text(300), reasoning(500), text(900), done(1000)), price);
    expect(figures).toMatchObject({ wait: 200, firstWord: 200, think: 0, write: 600 });
  });

  test('take no white space for a word: it comes with the first visible character', () => {
    const thinker = answerOf(text(100, '\n'), reasoning(200), reasoning(1900), text(2100, ' '), text(2200), done(2300));
    expect(figuresOf(thinker, price)).toMatchObject({ wait: 100, firstWord: 2100, think: 2000, write: 0 });
    const blank = answerOf(text(300, ' '), reasoning(400, '\n'), text(500, '\n\u200b\n'), done(900));
    expect(figuresOf(blank, price)).toMatchObject({ wait: null, firstWord: null, think: null, write: null });
  });

  test('call thinking hidden where the provider counted reasoning and showed none', () => {
    const think = (told: Usage | null, ...events: LaneEvent[]) =>
      figuresOf(answerOf(...events, text(900), done(1000, { usage: told })), price).think;
    expect(think(usage(1, 300, 200))).toBe('hidden');
    expect(think(usage(1, 300, 200), reasoning(400))).toBe(500);
    expect(think(usage(1, 300))).toBeNull();
    expect(think(null)).toBeNull();
  });
});

describe('tokens', () => {
  test('are estimated, reasoning and text, until the provider has counted them', () => {
    const running = answerOf(reasoning(300, 'x'.repeat(80)), text(800, 'x'.repeat(40)));
    expect(figuresOf(running, price).tokens).toEqual({ output: 30, reasoning: null, estimated: true });
    const counted = answerOf(text(800, 'x'.repeat(40)), done(900, { usage: usage(7, 11, 3) }));
    expect(figuresOf(counted, price).tokens).toEqual({ output: 11, reasoning: 3, estimated: false });
  });

  test('stay estimated when the lane ended without a count', () => {
    for (const ending of [done(900, { reason: 'stopped' }), done(900), failed(900)]) {
      const { tokens } = figuresOf(answerOf(text(800, 'x'.repeat(40)), ending), price);
      expect(tokens).toEqual({ output: 10, reasoning: null, estimated: true });
    }
  });

  test('stay estimated where the provider counted none although some came', () => {
    const answer = answerOf(text(800, 'x'.repeat(40)), done(900, { usage: usage(7, 0) }));
    expect(figuresOf(answer, price).tokens).toMatchObject({ output: 10, estimated: true });
    expect(figuresOf(answerOf(done(900, { usage: usage(7, 0) })), price).tokens).toMatchObject({
      output: 0,
      estimated: false,
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
  const costOf = (answer: Answer, usdPerMillion: typeof price | null = price, promptTokens = 1000) =>
    figuresOf(answer, usdPerMillion, promptTokens).cost;
  const estimate = (usd: number) => ({ usd, estimated: true, billedBy: null });

  test('is what was billed, whatever the price list says, and says by whom', () => {
    const answer = answerOf(text(300), done(900, { usage: usage(1000, 1000), cost: 0.5 }));
    const billed = { usd: 0.5, estimated: false, billedBy: 'openrouter' };
    expect(costOf(answer)).toEqual(billed);
    expect(costOf(answer, null)).toEqual(billed);
    const byProvider = answerOf(text(300), done(900, { cost: 0.036, billedBy: 'provider' }));
    expect(costOf(byProvider)).toEqual({ usd: 0.036, estimated: false, billedBy: 'provider' });
    expect(figureWords('cost', figuresOf(byProvider, price), SHORT)).toBe('$0.036, billed by the provider');
  });

  test('of nothing is nothing, and no estimate, when nothing was billed', () => {
    const answer = answerOf(text(300), done(900, { usage: usage(1000, 1000), cost: 0 }));
    expect(costOf(answer)).toMatchObject({ usd: 0, estimated: false });
  });

  test('is estimated from the counted tokens when they came without a bill', () => {
    const answer = answerOf(text(300), done(900, { usage: usage(1_000_000, 500_000) }));
    expect(costOf(answer)).toEqual(estimate(7));
  });

  test('is estimated from the prompt and what came so far while a lane runs', () => {
    expect(costOf(answerOf(text(300, 'x'.repeat(400))))).toEqual(estimate((1000 * 2 + 100 * 10) / 1e6));
  });

  test('is unknown without a bill and without a price, however the lane ended', () => {
    expect(costOf(answerOf(text(300), done(900, { usage: usage(1, 1) })), null)).toBeNull();
    expect(costOf(answerOf(failed(900)), null)).toBeNull();
    expect(costOf(answerOf(), null)).toBeNull();
  });

  test('of a lane that failed before its first output is nothing', () => {
    expect(costOf(answerOf(failed(900)))).toEqual(estimate(0));
  });

  test('of a lane that failed half way is an estimate', () => {
    expect(costOf(answerOf(text(300, 'x'.repeat(400)), failed(900)))).toEqual(estimate(0.003));
  });
});
