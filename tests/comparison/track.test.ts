import { describe, expect, test } from 'vitest';
import type { Answer } from '@/lib/comparison/answer';
import { tickLabel, ticksOf } from '@/lib/comparison/ticks';
import { easedScale, grainOf, trackRowOf, trackScale } from '@/lib/comparison/track';

const base = {
  model: 'vendor/model',
  turn: 1,
  run: 'r',
  attempt: 1,
  startedAt: 100,
  timestamp: '2026-11-22T10:00:00.000Z',
  queuedAt: null,
  queue: null,
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

describe('a row', () => {
  test('of a lane that has said nothing waits until now', () => {
    expect(trackRowOf(running([]), 8)).toEqual({
      queue: null,
      wait: { from: 100, to: null },
      think: null,
      writing: [],
      tries: [],
      end: null,
    });
  });

  test('of a lane that was queued waits from its call on, and not before', () => {
    expect(trackRowOf(running([], { queue: { from: 100, to: null } }), 8)).toMatchObject({
      queue: { from: 100, to: null },
      wait: { from: 100, to: 100 },
    });
    expect(trackRowOf(running([900], { queue: { from: 100, to: 700 } }), 8)).toMatchObject({
      queue: { from: 100, to: 700 },
      wait: { from: 700, to: 900 },
    });
    const stopped = { phase: 'stopped', endedAt: 500, queue: { from: 100, to: null } } as Partial<Answer>;
    expect(trackRowOf(running([], stopped), 8)).toMatchObject({ queue: { from: 100, to: 500 }, end: 500 });
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

  test('takes no white space for a first word', () => {
    const blank = { text: '\nword word ', textMarks: [150, 1, 400, 5, 500, 5] };
    const thinking = { reasoning: 'hm', reasoningMarks: [200, 2] };
    expect(trackRowOf(running([1], { ...blank, ...thinking }), 8)).toMatchObject({
      wait: { from: 100, to: 200 },
      think: { from: 200, to: 400 },
      writing: [{ from: 400 }, { from: 496 }],
    });
  });

  test('has no thinking where a lane spoke first', () => {
    const later = { reasoning: 'hm', reasoningMarks: [300, 2] };
    expect(trackRowOf(running([200, 400], later), 8)).toMatchObject({ wait: { from: 100, to: 200 }, think: null });
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
      const next = easedScale(scale, 60_000, 1000 / 60);
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
