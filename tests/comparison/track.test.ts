import { describe, expect, test } from 'vitest';
import type { Answer } from '@/lib/comparison/answer';
import { type Bests, bestsOf } from '@/lib/comparison/bests';
import { figuresOf } from '@/lib/comparison/figures';
import { tickLabel, ticksOf } from '@/lib/comparison/ticks';
import { easedScale, firstLanesOf, grainOf, trackRowOf, trackScale } from '@/lib/comparison/track';
import type { Lane } from '@/lib/protocol/lane';

const base = {
  model: 'vendor/model',
  turn: 1,
  run: 'r',
  attempt: 1,
  startedAt: 100,
  timestamp: '2026-11-22T10:00:00.000Z',
  queuedAt: null,
  tries: [],
  reasoning: '',
  reasoningMarks: [],
  notes: [],
} as const;

function running(marks: readonly number[], more: Partial<Answer> = {}): Answer {
  const textMarks = marks.flatMap((at) => [at, 5]);
  const text = 'word '.repeat(marks.length);
  return { ...base, lane: 'A', phase: text ? 'writing' : 'waiting', text, textMarks, ...more } as Answer;
}

/** An answer that ended at 2000 ms and cost that much. */
function done(lane: Lane, first: number, cost: number | null, more: Partial<Answer> = {}): Answer {
  const ending = { reason: 'stop', usage: null, cost, provider: null, servedModel: null, timestamp: base.timestamp };
  return { ...running([first, first + 500]), lane, phase: 'done', endedAt: 2000, ending, ...more } as Answer;
}

describe('a row', () => {
  test('of a lane that has said nothing waits until now', () => {
    expect(trackRowOf(running([]), 8)).toEqual({
      wait: { from: 100, to: null },
      think: null,
      writing: [],
      tries: [],
      end: null,
    });
  });

  test('of a lane that failed before a word waited until its end', () => {
    const failed = running([], { phase: 'failed', endedAt: 900, failure: { code: 'timed-out' } } as Partial<Answer>);
    expect(trackRowOf(failed, 8)).toMatchObject({ wait: { from: 100, to: 900 }, end: 900 });
  });

  test('thinks until its first word, and until now while there is none', () => {
    const thinking = { phase: 'thinking', reasoning: 'hm', reasoningMarks: [300, 2] } as const;
    expect(trackRowOf(running([], thinking as Partial<Answer>), 8)).toMatchObject({
      wait: { from: 100, to: 300 },
      think: { from: 300, to: null },
    });
    expect(trackRowOf(running([700], { ...thinking, phase: 'writing' } as Partial<Answer>), 8).think).toEqual({
      from: 300,
      to: 700,
    });
  });

  test('shows a gap where nothing came, and joins what no eye can part', () => {
    expect(trackRowOf(running([200, 205, 215, 400]), 10).writing).toEqual([
      { from: 200, to: 220 },
      { from: 400, to: 410 },
    ]);
  });

  test('keeps the moments of its automatic tries', () => {
    const failure = { code: 'rate-limited' } as const;
    const { tries } = trackRowOf(running([], { tries: [{ try: 2, at: 250, delayMs: 1000, failure }] }), 8);
    expect(tries).toEqual([{ try: 2, at: 250, failure }]);
  });
});

describe('the scale', () => {
  test('shows all of a run, grows as it does and never jumps', () => {
    for (let edge = 0; edge < 300_000; edge += 16) {
      expect(trackScale(edge)).toBeGreaterThanOrEqual(edge);
      expect(trackScale(edge + 16) - trackScale(edge)).toBeLessThanOrEqual(17);
    }
  });

  test('comes nearer to another aim each frame, and arrives', () => {
    let scale = 3000;
    for (let frame = 0; frame < 60; frame++) {
      const next = easedScale(scale, 60_000);
      expect(next - scale).toBeLessThanOrEqual(0.22 * (60_000 - 3000) + 1);
      scale = next;
    }
    expect(scale).toBe(60_000);
  });

  test('has a grain of about two pixels that changes by doubling', () => {
    for (let scale = 3000; scale < 300_000; scale += 500) {
      expect(scale / grainOf(scale)).toBeGreaterThan(280);
      expect(scale / grainOf(scale)).toBeLessThan(580);
      expect(Math.log2(grainOf(scale)) % 1).toBe(0);
    }
  });

  test('has at most eight ticks, at whole seconds, evenly', () => {
    for (let scale = 3000; scale < 600_000; scale += 250) {
      const ticks = ticksOf(scale);
      expect(ticks.length).toBeLessThanOrEqual(8);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.every((ms, index) => ms === (ticks[0] ?? 0) * (index + 1))).toBe(true);
    }
    expect(ticksOf(3000)).toEqual([1000, 2000, 3000]);
    expect(ticksOf(9000)).toEqual([2000, 4000, 6000, 8000]);
  });

  test.each([
    [1000, '1 s'],
    [30_000, '30 s'],
    [60_000, '1 min'],
    [90_000, '1:30'],
  ])('calls %d ms %s', (ms, label) => {
    expect(tickLabel(ms)).toBe(label);
  });
});

describe('who was first', () => {
  test('is known as soon as somebody has a word, and may be several', () => {
    const b = running([300], { lane: 'B' });
    expect(firstLanesOf([running([]), b])).toEqual({ lanes: ['B'], firstToken: 200 });
    expect(firstLanesOf([running([300]), b])).toEqual({ lanes: ['A', 'B'], firstToken: 200 });
    expect(firstLanesOf([running([])])).toEqual({ lanes: [], firstToken: null });
  });
});

describe('the bests', () => {
  function bests(...answers: Answer[]): Bests {
    return bestsOf(
      answers.flatMap((answer) => ('endedAt' in answer ? [{ answer, figures: figuresOf(answer, null) }] : [])),
    );
  }

  test('are marked once two lanes have ended', () => {
    expect(bests(done('A', 300, 0.1), running([200]))).toEqual({ firstToken: [], tokensPerSecond: [], cost: [] });
    expect(bests(done('A', 300, 0.1), done('B', 400, 0.05))).toMatchObject({ firstToken: ['A'], cost: ['B'] });
  });

  test('go to all that tie, and to nobody where all are the same', () => {
    expect(bests(done('A', 300, 0.1), done('B', 300, 0.1), done('C', 400, 0.2))).toMatchObject({
      firstToken: ['A', 'B'],
      cost: ['A', 'B'],
    });
    expect(bests(done('A', 300, 0), done('B', 300, 0)).cost).toEqual([]);
  });

  test('leave out a lane without text, and of cost one that was cut short', () => {
    const empty = done('B', 200, 0, { text: '', textMarks: [] });
    const stopped = done('C', 250, 0.01, { phase: 'stopped' } as Partial<Answer>);
    expect(bests(done('A', 300, 0.1), empty, stopped, done('D', 400, 0.2))).toMatchObject({
      firstToken: ['C'],
      cost: ['A'],
    });
  });
});
