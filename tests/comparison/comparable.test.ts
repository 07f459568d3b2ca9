import { describe, expect, test } from 'vitest';
import type { Answer } from '@/lib/comparison/answer';
import { type ComparedAnswer, whyNotComparable } from '@/lib/comparison/comparable';
import type { LaneRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { LaneEvent } from '@/lib/protocol/run-event';
import { answerOf, done, failed, reasoning, text, usage } from '../support/lane-events';
import { laneRecord } from '../support/records';

function inLane(letter: Lane, lane: Partial<LaneRecord>, ...events: LaneEvent[]): ComparedAnswer {
  const answer: Answer = { ...answerOf(...events), lane: letter };
  return { answer, lane: { ...laneRecord(letter), ...lane } };
}

const plain = (letter: Lane, lane: Partial<LaneRecord> = {}) => inLane(letter, lane, text(200), done(900));

describe('the answers of a turn', () => {
  test('that are done, whole and asked alike are comparable', () => {
    expect(whyNotComparable([plain('A'), plain('B')])).toEqual([]);
  });

  test.each<[string, ComparedAnswer]>([
    ['B failed.', inLane('B', {}, failed(900, { code: 'unknown' }))],
    ['B is still answering.', inLane('B', {}, text(200))],
    ['B was cut off at its greatest length.', inLane('B', {}, text(200), done(900, { reason: 'length' }))],
    ['B was cut off by a filter.', inLane('B', {}, text(200), done(900, { reason: 'filtered' }))],
    ['B was stopped.', inLane('B', {}, text(200), done(900, { reason: 'stopped' }))],
    ['The settings differ between lanes.', plain('B', { settings: { temperature: 1 } })],
    ['The system prompts differ between lanes.', plain('B', { system: '' })],
    ['Only B thought first.', inLane('B', {}, reasoning(150), text(200), done(900))],
    ['Only B thought first.', inLane('B', {}, text(200), done(900, { usage: { ...usage(1, 9), reasoning: 4 } }))],
    ['B was answered by v/m-mini.', inLane('B', { model: 'v/m' }, text(200), done(900, { servedModel: 'v/m-mini' }))],
    ['B was answered by v/else.', inLane('B', { model: 'v/m' }, text(200), done(900, { servedModel: 'v/else' }))],
  ])('are not, and it is said why: %s', (reason, second) => {
    expect(whyNotComparable([plain('A'), second])).toEqual([reason]);
  });

  test('are not if some were asked in another run', () => {
    const later = plain('B');
    const answers = [plain('A'), { ...later, answer: { ...later.answer, run: 'another' } }];
    expect(whyNotComparable(answers)).toEqual(['The lanes were not all asked at the same moment.']);
  });

  test.each([
    ['~v/m-latest', 'v/m-2'],
    ['v/m', 'v/m-2026-01-01'],
    ['v/m:nitro', 'v/m'],
    ['openrouter/auto', 'v/m'],
  ])('may come from the model that an alias stands for: %s, %s', (model, servedModel) => {
    const served = inLane('B', { model }, text(200), done(900, { servedModel }));
    expect(whyNotComparable([plain('A'), served])).toEqual([]);
  });
});
