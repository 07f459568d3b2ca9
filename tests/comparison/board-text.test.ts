import { describe, expect, test } from 'vitest';
import { boardCsv, boardMarkdown } from '@/lib/comparison/board-text';
import {
  castWords,
  countedWords,
  longerWords,
  longestWords,
  moreWords,
  placesWords,
  sureWords,
} from '@/lib/comparison/board-words';
import { type BoardAnswer, type BoardModel, readPageQuery } from '@/lib/protocol/board';

const MINE = readPageQuery(new URLSearchParams());
const POLLS = readPageQuery(new URLSearchParams('of=polls'));

const model = (key: string, more: Partial<BoardModel> = {}): BoardModel => ({
  key,
  name: key.toUpperCase(),
  model: key,
  vendor: 'Vendor',
  places: [1, 2],
  placesAtSameLength: null,
  chosen: { p: 0.712, low: 0.518, high: 0.849 },
  n: 14,
  bad: 0,
  costUsd: 0.0051,
  firstWord: 700,
  ...more,
});

const board = (more: Partial<BoardAnswer> = {}): BoardAnswer => ({
  ballots: 14,
  equal: 0,
  bad: 0,
  cast: 14,
  blind: 14,
  since: '2026-09-03T12:00:00.000Z',
  leftOut: { open: 0, named: 0, alone: 0 },
  isCut: false,
  models: [model('a'), model('b', { costUsd: null, firstWord: null })],
  unlisted: 0,
  pairs: [{ above: 'a', below: 'b', p: 0.971, more: 0, won: 11, lost: 3 }],
  length: { longest: null, longer: null },
  tags: [],
  lineUps: [],
  ...more,
});

describe('the words of a board', () => {
  test('give a place or a range of them', () => {
    expect([placesWords([1, 1]), placesWords([2, 3])]).toEqual(['1', '2–3']);
  });

  test.each([
    [0.5, '50 % sure'],
    [0.9499, '94 % sure'],
    [0.95, '95 % sure'],
    [0.97, '97 % sure'],
    [0.9999, 'over 99 % sure'],
  ])('never round a chance of %f up to an order', (p, words) => {
    expect(sureWords(p)).toBe(words);
  });

  test('say how many more ballots would do, or that no number would', () => {
    const pair = { above: 'a', below: 'b', p: 0.7, won: 8, lost: 6 };
    expect(moreWords({ ...pair, more: 12 })).toBe('12 more like these would do');
    expect(moreWords({ ...pair, more: null })).toBe('more like these would not do');
    expect(moreWords({ ...pair, more: null, won: 0, lost: 0 })).toBe('no ballot has told them apart');
  });

  test('tell how many ballots there are, which count, and why others do not', () => {
    const answer = board({
      ...{ ballots: 36, equal: 2, bad: 1, cast: 46, blind: 41, unlisted: 1 },
      leftOut: { open: 5, named: 4, alone: 1 },
    });
    expect(castWords(answer)).toBe('46 ballots, 41 of them blind, since 3 September 2026.');
    expect(castWords({ ...answer, isCut: true })).toBe(
      'The newest 46 ballots, 41 of them blind, since 3 September 2026.',
    );
    expect(castWords(board({ cast: 0, since: null }))).toBe('');
    expect(countedWords(answer, MINE)).toEqual({
      counted: [
        '36 ballots count here; 2 found all answers equal, 1 found all bad.',
        '5 ballots are left out: the names were known.',
        '1 ballot is left out: there was one model only.',
        '1 model with fewer than 3 ballots is not listed.',
      ],
      named: '4 ballots are left out: an answer named its maker.',
    });
  });

  test.each([
    [0.0004, 'p < 0.001'],
    [0.0039, 'p = 0.004'],
    [0.06, 'p = 0.06'],
    [1, 'p = 1.00'],
  ])('tell how often the longest answer was chosen, with p %f', (p, words) => {
    const answer = board({ length: { longest: { ballots: 12, chosen: 9, byChance: 4, p }, longer: null } });
    expect(longestWords(answer, MINE)).toBe(`You chose the longest answer 9 of 12 times (4 by chance; ${words}).`);
    expect(longestWords(answer, POLLS)).toMatch(/^Voters chose/);
    expect(longerWords(answer)).toBeNull();
  });

  test('give the effect of length as soon as it is known', () => {
    const longer = { p: 0.61, low: 0.52, high: 0.695 };
    expect(longerWords(board({ length: { longest: null, longer } }))).toContain('is chosen 61 % (52 to 70)');
  });
});

test('a board is copied as Markdown: its table, its pairs and its sentences', () => {
  const pairs = [
    { above: 'a', below: 'b', p: 0.971, more: 0, won: 11, lost: 3 },
    { above: 'b', below: 'a', p: 0.6, more: 12, won: 8, lost: 6 },
  ];
  expect(boardMarkdown(board({ pairs }), MINE)).toBe(
    [
      '14 ballots, 14 of them blind, since 3 September 2026.',
      '',
      '| place | model | ballots | chosen against the rest (95 % interval) | cost, median | first word, median |',
      '| --- | --- | --- | --- | --- | --- |',
      '| 1–2 | A | 14 | 71 % (52 to 85) | $0.0051 | 0.70 s |',
      '| 1–2 | B | 14 | 71 % (52 to 85) | – | – |',
      '',
      '- A above B: 11 : 3, 97 % sure',
      '- B and A: not enough votes to tell; 8 : 6, 60 % sure, 12 more like these would do',
      '',
      '14 ballots count here.',
    ].join('\n'),
  );
});

test('from 60 ballots on the Markdown has the places at the same length, too', () => {
  const models = [model('a', { placesAtSameLength: [1, 1] }), model('b', { placesAtSameLength: [2, 2] })];
  const lines = boardMarkdown(board({ models }), MINE).split('\n');
  expect(lines[2]).toMatch(/ first word, median \| place at the same length \|$/);
  expect(lines[4]).toMatch(/ 1 \|$/);
});

test('a board is copied as CSV, with numbers as numbers', () => {
  const [head, first, second] = boardCsv(board({ models: [model('a'), model('b, "c"', { costUsd: null })] })).split(
    '\r\n',
  );
  expect(head).toMatch(/^place_best,place_worst,key,name,model,vendor,ballots,/);
  expect(first).toBe('1,2,a,A,a,Vendor,14,0,0.712,0.518,0.849,0.0051,700,,');
  expect(second).toContain('"b, ""c"""');
});
