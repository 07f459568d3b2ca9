import { expect, test } from 'vitest';
import { summaryParts, summarySentence } from '@/components/lane/summary-parts';
import { bestsOf } from '@/lib/comparison/bests';
import { figuresOf } from '@/lib/comparison/figures';
import type { SelectedAnswer } from '@/lib/comparison/selected-answers';
import type { Lane } from '@/lib/protocol/lane';
import type { LaneEvent } from '@/lib/protocol/run-event';
import { answerOf, done, failed, text, usage } from '@/tests/support/lane-events';
import { laneRecord, turnRecord } from '@/tests/support/records';

const turn = turnRecord(1, 'Why?');

function row(lane: Lane, ...events: LaneEvent[]): SelectedAnswer {
  const answer = { ...answerOf(...events), lane };
  return { turn, lane: laneRecord(lane), answer, promptTokens: 1, figures: figuresOf(answer, null) };
}

const sentenceOf = (...rows: SelectedAnswer[]) => summarySentence(summaryParts(rows, bestsOf(rows)));

test('a sentence names who was first, cheapest and longest, and who has no answer', () => {
  const a = row('A', text(400), done(900, { cost: 0.002, usage: usage(1, 30) }));
  const b = row('B', text(300), done(900, { cost: 0.001, usage: usage(1, 20) }));
  const c = row('C', failed(500, { code: 'rate-limited' }));
  expect(sentenceOf(a, b, c)).toMatch(/^First to speak B 0\.\d+ s, cheapest B \$0\.0010, longest A 30 tokens, C \S/);
  expect(sentenceOf(a)).toBe('');
});
