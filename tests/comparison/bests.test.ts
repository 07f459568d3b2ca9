import { describe, expect, test } from 'vitest';
import type { Answer } from '@/lib/comparison/answer';
import { type Bests, bestsOf } from '@/lib/comparison/bests';
import { figuresOf } from '@/lib/comparison/figures';
import type { Lane } from '@/lib/protocol/lane';
import type { LaneEvent, RunEventOf } from '@/lib/protocol/run-event';
import { answerOf, done, failed, pieces, text, usage } from '../support/lane-events';

function inLane(lane: Lane, ...events: LaneEvent[]): Answer {
  return { ...answerOf(...events), lane };
}

/** A lane that is done, with its first word so many ms after its start. */
function doneIn(lane: Lane, firstWord: number, told: Partial<RunEventOf<'done'>> = {}): Answer {
  return inLane(lane, text(100 + firstWord), done(60_000, told));
}

/** A lane that is done and wrote about so many tokens a second. */
function writerIn(lane: Lane, perSecond: number): Answer {
  return inLane(lane, ...pieces(101, 1000, 2000), done(3000, { usage: usage(1, perSecond * 1.01) }));
}

function bests(...answers: Answer[]): Bests {
  return bestsOf(answers.map((answer) => ({ answer, figures: figuresOf(answer, null) })));
}

const nobody = { lanes: [], text: '' };

test('nobody is best while fewer than two lanes are done', () => {
  const none = { firstWord: nobody, writingSpeed: nobody, cost: nobody, tokens: nobody };
  expect(bests()).toEqual(none);
  expect(bests(doneIn('A', 300, { cost: 0.1 }), inLane('B', text(900)))).toEqual(none);
});

test('the first word, the fastest writer, the lowest cost and the most tokens are best', () => {
  const a = doneIn('A', 300, { cost: 0.1, usage: usage(1, 9) });
  const b = doneIn('B', 400, { cost: 0.05, usage: usage(1, 12_345) });
  expect(bests(a, b)).toEqual({
    firstWord: { lanes: ['A'], text: '0.300 s' },
    writingSpeed: nobody,
    cost: { lanes: ['B'], text: '$0.050' },
    tokens: { lanes: ['B'], text: '12,345' },
  });
  expect(bests(writerIn('A', 100), writerIn('B', 200), writerIn('C', 50)).writingSpeed).toEqual({
    lanes: ['B'],
    text: '200',
  });
});

describe('lanes that show the same', () => {
  test('tie, and nobody is best where all do', () => {
    expect(bests(doneIn('A', 1440), doneIn('B', 1436)).firstWord).toEqual(nobody);
    expect(bests(doneIn('A', 1440), doneIn('B', 1436), doneIn('C', 1446)).firstWord).toEqual({
      lanes: ['A', 'B'],
      text: '1.44 s',
    });
    expect(bests(doneIn('A', 12_340), doneIn('B', 12_260), doneIn('C', 12_360)).firstWord.lanes).toEqual(['A', 'B']);
  });

  test('tie at speeds and costs too', () => {
    expect(bests(writerIn('A', 100.4), writerIn('B', 99.6)).writingSpeed).toEqual(nobody);
    expect(bests(writerIn('A', 100.4), writerIn('B', 99.6), writerIn('C', 98)).writingSpeed.lanes).toEqual(['A', 'B']);
    const costs = [0.00571, 0.00574, 0.0058].map((cost, index) =>
      doneIn((['A', 'B', 'C'] as const)[index] ?? 'A', 300, { cost }),
    );
    expect(bests(...costs).cost).toEqual({ lanes: ['A', 'B'], text: '$0.0057' });
    expect(bests(doneIn('A', 300, { cost: 0 }), doneIn('B', 300, { cost: 0 })).cost).toEqual(nobody);
  });

  test('tie also where one of them is an estimate, which is then said', () => {
    const priced = [
      doneIn('A', 300, { cost: 0.001 }),
      doneIn('B', 300, { usage: usage(0, 100) }),
      doneIn('C', 300, { cost: 1 }),
    ];
    const lanes = priced.map((answer) => ({ answer, figures: figuresOf(answer, { input: 10, output: 10 }) }));
    expect(bestsOf(lanes).cost).toEqual({ lanes: ['A', 'B'], text: '≈$0.0010' });
  });
});

describe('a lane competes only if it is done', () => {
  const a = doneIn('A', 500, { cost: 0.2 });
  const b = doneIn('B', 600, { cost: 0.3 });

  test('not if it failed or was stopped, however early it spoke and however little it cost', () => {
    const stopped = doneIn('C', 200, { cost: 0.01, reason: 'stopped' });
    const broken = inLane('D', text(150), failed(900));
    expect(bests(a, b, stopped, broken)).toMatchObject({ firstWord: { lanes: ['A'] }, cost: { lanes: ['A'] } });
    expect(bests(a, stopped, broken)).toMatchObject({ firstWord: nobody, cost: nobody, tokens: nobody });
  });

  test('not if it has no word, or nothing but white space', () => {
    expect(bests(a, b, inLane('C', done(300, { cost: 0 }))).cost.lanes).toEqual(['A']);
    expect(bests(a, b, inLane('C', text(150, ' \n'), done(300, { cost: 0 })))).toMatchObject({
      firstWord: { lanes: ['A'] },
      cost: { lanes: ['A'] },
    });
  });

  test('and while one is under way that spoke as early, nobody was first', () => {
    expect(bests(a, b, inLane('C', text(400))).firstWord).toEqual(nobody);
    expect(bests(a, b, inLane('C', text(600))).firstWord).toEqual(nobody);
    expect(bests(a, b, inLane('C', text(900))).firstWord.lanes).toEqual(['A']);
    expect(bests(a, b, inLane('C')).firstWord.lanes).toEqual(['A']);
  });
});
