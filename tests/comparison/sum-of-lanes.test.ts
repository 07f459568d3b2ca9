import { describe, expect, test } from 'vitest';
import type { Answer } from '@/lib/comparison/answer';
import { sumOfLanes, sumOfSpans } from '@/lib/comparison/sum-of-lanes';

const timestamp = '2026-11-22T10:00:00.000Z';

function running(startedAt: number): Answer {
  return {
    phase: 'writing',
    lane: 'A',
    model: 'vendor/model',
    turn: 1,
    run: 'r',
    attempt: 1,
    startedAt,
    timestamp,
    queuedAt: null,
    tries: [],
    reasoning: '',
    text: '',
    reasoningMarks: [],
    textMarks: [],
    notes: [],
  };
}

function failed(startedAt: number, endedAt: number): Answer {
  return { ...running(startedAt), phase: 'failed', endedAt, failure: { code: 'stalled' }, endTimestamp: timestamp };
}

function ended(phase: 'done' | 'stopped', startedAt: number, endedAt: number): Answer {
  const reason = phase === 'done' ? 'stop' : 'stopped';
  const unknown = { usage: null, cost: null, billedBy: 'openrouter', provider: null, servedModel: null } as const;
  const ending = { reason, ...unknown, timestamp } as const;
  return { ...running(startedAt), phase, endedAt, ending };
}

describe('the sum of lanes', () => {
  test('is the longest lane together and all of them one after another', () => {
    const answers = [ended('done', 0, 1000), ended('done', 0, 3000), ended('done', 0, 2000)];
    expect(sumOfLanes(answers, 9999)).toEqual({ together: 3000, oneAfterAnother: 6000, speedup: 2 });
  });

  test('counts a lane however it ended', () => {
    const answers = [ended('done', 0, 1000), ended('stopped', 0, 500), failed(0, 2500)];
    expect(sumOfLanes(answers, 9999)).toEqual({ together: 2500, oneAfterAnother: 4000, speedup: 1.6 });
  });

  test('counts a running lane up to now, and leaves those that have ended as they are', () => {
    expect(sumOfLanes([ended('done', 0, 1000), running(0)], 4000)).toEqual({
      together: 4000,
      oneAfterAnother: 5000,
      speedup: 1.25,
    });
  });

  test('goes from the first start to the last end when lanes start apart', () => {
    const spans = [
      { start: 1000, end: 2000 },
      { start: 500, end: 700 },
    ];
    expect(sumOfSpans(spans)).toEqual({ together: 1500, oneAfterAnother: 1200, speedup: 0.8 });
  });

  test('of one lane saves nothing', () => {
    expect(sumOfLanes([ended('done', 0, 1234)], 0)).toEqual({ together: 1234, oneAfterAnother: 1234, speedup: 1 });
  });

  test('has a speed-up of 1 when nothing took time, and when there are no lanes', () => {
    expect(sumOfLanes([ended('done', 0, 0), failed(0, 0)], 0)).toEqual({ together: 0, oneAfterAnother: 0, speedup: 1 });
    expect(sumOfLanes([], 5)).toEqual({ together: 0, oneAfterAnother: 0, speedup: 1 });
  });

  test('takes no time back when now lies before a lane started', () => {
    expect(sumOfLanes([running(100)], 40)).toEqual({ together: 0, oneAfterAnother: 0, speedup: 1 });
  });
});
