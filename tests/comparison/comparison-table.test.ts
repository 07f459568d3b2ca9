import { describe, expect, test } from 'vitest';
import { bestRows, priceColumn, sortRows, TABLE_COLUMNS, type TableColumn } from '@/lib/comparison/comparison-table';
import { figuresOf } from '@/lib/comparison/figures';
import type { SelectedAnswer } from '@/lib/comparison/selected-answers';
import { tableCsv, tableMarkdown } from '@/lib/comparison/table-text';
import type { Lane } from '@/lib/protocol/lane';
import type { LaneEvent } from '@/lib/protocol/run-event';
import { answerOf, done, failed, text, usage } from '../support/lane-events';
import { laneRecord, turnRecord } from '../support/records';

const turns = [turnRecord(1, 'Why?'), turnRecord(2, 'And then?')];

/** A row of that turn. */
function row(lane: Lane, turn: number, ...events: LaneEvent[]): SelectedAnswer {
  const answer = { ...answerOf(...events), lane, turn };
  const record = turns.find((known) => known.turn === turn);
  if (!record) throw new RangeError(`no turn ${turn}`);
  return {
    turn: record,
    lane: laneRecord(lane, 1, { name: `Model | ${lane}` }),
    answer,
    figures: figuresOf(answer, null),
    promptTokens: 7,
  };
}

function column(key: string): TableColumn {
  const found = TABLE_COLUMNS.find((known) => known.key === key);
  if (!found) throw new RangeError(`no column ${key}`);
  return found;
}

const lettersOf = (rows: Iterable<SelectedAnswer>) => [...rows].map(({ lane }) => lane.lane).join('');

const a = row('A', 1, text(400, 'Hello, world: it is 1'), done(900, { cost: 0.002, usage: usage(10, 30) }));
const b = row('B', 1, text(300, '我喜欢'), done(900, { cost: 0.001, usage: usage(10, 20) }));
const c = row('C', 1, failed(500));
const later = row('A', 2, text(350), done(600, { cost: 0.004, usage: usage(9, 5) }));

test('each turn has its own best, and a lane that failed is never best', () => {
  expect(lettersOf(bestRows([a, b, c], column('firstWord')))).toBe('B');
  expect(lettersOf(bestRows([a, b, c], column('cost')))).toBe('B');
  expect(bestRows([a, b, later], column('firstWord'))).toEqual(new Set([b]));
  expect(bestRows([a, b], column('words'))).toEqual(new Set());
});

test('who shows the same is best together, and nobody is where all do', () => {
  const tie = row('D', 1, text(300), done(900, { cost: 0.001 }));
  expect(lettersOf(bestRows([a, b, tie], column('firstWord')))).toBe('BD');
  expect(bestRows([b, tie], column('firstWord')).size).toBe(0);
});

test('rows are sorted either way, those without a value last', () => {
  const cost = column('cost');
  expect(lettersOf(sortRows([c, a, b], cost, false))).toBe('BAC');
  expect(lettersOf(sortRows([c, a, b], cost, true))).toBe('ABC');
  expect(lettersOf(sortRows([b, c, a], column('state'), false))).toBe('BAC');
});

test('words are counted in any script', () => {
  expect(column('words').value(a)).toBe(5);
  expect(column('words').value(b)).toBeGreaterThan(1);
  const cut = { ...a, answer: { ...a.answer, whole: { text: 99, reasoning: 0, tokens: { text: 9, reasoning: 0 } } } };
  expect(column('words').text(cut)).toBe('–');
});

describe('the same tokens at another price', () => {
  const price = priceColumn('GPT-5', { input: 10, output: 100 });

  test('are the counted ones, else an estimate', () => {
    expect(price.text(a)).toBe('$0.0031');
    const uncounted = row('A', 1, text(400, 'one two three four'), done(900));
    expect(price.text(uncounted)).toMatch(/^≈\$0\.0/);
  });

  test('have no price where the model has none', () => {
    expect(priceColumn('Router', null).text(a)).toBe('–');
    expect(priceColumn('Free', { input: 0, output: 0 }).text(a)).toBe('$0');
  });
});

test('a thousand such answers cost a thousand times as much', () => {
  expect(column('costOfMany').text(a)).toBe('$2.00');
  expect(column('costOfMany').text(c)).toBe('–');
});

test('the table leaves as numbers in CSV, and as it is shown in Markdown', () => {
  const columns = [column('firstWord'), column('cost')];
  expect(tableCsv([a, c], columns)).toBe(
    `turn,lane,attempt,model,first word,cost\r\n1,A,1,${a.lane.model},300,0.002\r\n1,C,1,${c.lane.model},,\r\n`,
  );
  expect(tableMarkdown([a], columns)).toBe(
    [
      '| turn | lane | attempt | model | first word | cost |',
      '| --- | --- | --- | --- | --- | --- |',
      `| 1 | A | 1 | Model \\| A (\`${a.lane.model}\`) | 0.300 s | $0.0020 |`,
    ].join('\n'),
  );
});
