import { describe, expect, test } from 'vitest';
import type { Answer } from '@/lib/comparison/answer';
import { sumOfLanes, sumOfSpans } from '@/lib/comparison/sum-of-lanes';
import { countedWords, queueWords } from '@/lib/comparison/sum-words';

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
    queue: null,
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

/** A clock that says the same of every run. */
const at = (ms: number) => () => ms;

describe('the sum of lanes', () => {
  test('is the longest lane together and all of them one after another', () => {
    const answers = [ended('done', 0, 1000), ended('done', 0, 3000), ended('done', 0, 2000)];
    const sum = sumOfLanes(answers);
    expect(sum).toEqual({ together: 3000, oneAfterAnother: 6000, speedup: 2, counted: 3, lanes: 3 });
    expect(countedWords(sum)).toBeNull();
  });

  test('is of the lanes that are done, and says how many these are', () => {
    const answers = [ended('done', 0, 1000), ended('stopped', 0, 1500), failed(0, 2500), ended('done', 0, 2000)];
    const sum = sumOfLanes(answers);
    expect(sum).toEqual({ together: 2000, oneAfterAnother: 3000, speedup: 1.5, counted: 2, lanes: 4 });
    expect(countedWords(sum)).toBe('2 of 4');
  });

  test('leaves out lanes that waited until their engine was free, and says so', () => {
    const queued: Answer = { ...ended('done', 0, 3000), lane: 'B', queue: { from: 0, to: 1000 } };
    const sum = sumOfLanes([ended('done', 0, 1000), queued, ended('done', 0, 2000)]);
    expect(sum).toEqual({ together: 2000, oneAfterAnother: 3000, speedup: 1.5, counted: 2, lanes: 3 });
    expect(queueWords([ended('done', 0, 1000), queued])).toBe(
      'B queued at an engine that answers one at a time: not counted',
    );
    expect(queueWords([ended('done', 0, 1000)])).toBeNull();
  });

  test('counts running lanes as far as they have come where a clock is given, and else not', () => {
    const answers = [ended('done', 0, 1000), running(0), failed(0, 3000)];
    const soFar = { together: 4000, oneAfterAnother: 5000, speedup: 1.25, counted: 2, lanes: 3 };
    expect(sumOfLanes(answers, at(4000))).toEqual(soFar);
    expect(sumOfLanes(answers)).toMatchObject({ together: 1000, oneAfterAnother: 1000, counted: 1 });
  });

  test('goes from the first start to the last end when lanes start apart', () => {
    const spans = [
      { start: 1000, end: 2000 },
      { start: 500, end: 700 },
    ];
    expect(sumOfSpans(spans, 2)).toMatchObject({ together: 1500, oneAfterAnother: 1200, speedup: 0.8 });
  });

  test('of one lane saves nothing', () => {
    expect(sumOfLanes([ended('done', 0, 1234)])).toMatchObject({ together: 1234, oneAfterAnother: 1234, speedup: 1 });
  });

  test('has a speed-up of 1 when nothing took time, and when no lane is done', () => {
    const nothing = { together: 0, oneAfterAnother: 0, speedup: 1 };
    expect(sumOfLanes([ended('done', 0, 0), ended('done', 0, 0)])).toMatchObject(nothing);
    expect(sumOfLanes([failed(0, 900)])).toEqual({ ...nothing, counted: 0, lanes: 1 });
    expect(sumOfLanes([])).toMatchObject(nothing);
  });

  test('takes no time back when now lies before a lane started', () => {
    expect(sumOfLanes([running(100)], at(40))).toMatchObject({ together: 0, oneAfterAnother: 0, speedup: 1 });
  });
});
